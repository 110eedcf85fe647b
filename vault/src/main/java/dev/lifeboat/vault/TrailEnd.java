package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/// The end of a trail, as whoever writes the next entry sees it.
///
/// @param number of that entry: how many there are, and more than any of them has
/// @param before what it names: the last ones, and each one that no other names
record TrailEnd(long number, List<TrailLink> before) {
  /// So many are named in any case: whoever takes some away takes more than one.
  private static final int LEAST = 4;

  private static final int NUMBER_DIGITS = 2 * Long.BYTES;

  TrailEnd {
    before = List.copyOf(before);
  }

  /// Reads from the last one on, as far as entries are that its writer did not see: the number of
  /// an entry says how many that was. What cannot be read is for a check to tell.
  static TrailEnd read(VaultStore store, VaultKeys keys) throws IOException {
    var names = store.list(Shelf.TRAIL).stream().map(Item::name).toList();
    var before = new ArrayList<TrailLink>();
    var named = new HashSet<String>();
    var seen = new HashSet<String>();
    long number = 0;
    long unseen = names.size() - 1L;
    int read = 0;
    for (var name : names.reversed()) {
      if (read >= LEAST && unseen <= 0) {
        break;
      }
      try {
        var file = store.get(Shelf.TRAIL, name);
        var entry = TrailEntry.of(name, SealedFile.TRAIL.open(keys, name, file));
        var earlier = entry.before().stream().map(TrailLink::entry).toList();
        if (read == 0) {
          number = Math.max(names.size(), 1 + number(name));
          unseen -= number(name);
          seen.add(name);
        }
        if (seen.contains(name)) {
          seen.addAll(earlier); // They come later here: an entry has a greater number than these.
        } else {
          unseen--;
        }
        if (read < LEAST || !named.contains(name)) {
          before.addFirst(TrailLink.of(name, file));
        }
        named.addAll(earlier);
        read++;
      } catch (NoSuchFileException | DamageException unreadable) {
        unseen--;
      }
    }
    return new TrailEnd(number, before);
  }

  private static long number(String name) {
    return HexFormat.fromHexDigitsToLong(name, 0, NUMBER_DIGITS);
  }

  /// The end behind that entry, where nobody else wrote.
  TrailEnd then(TrailLink entry) {
    var last =
        new ArrayList<>(before.subList(Math.max(0, before.size() - LEAST + 1), before.size()));
    last.add(entry);
    return new TrailEnd(number + 1, last);
  }

  /// A name for the entry.
  String newName(SecureRandom random) {
    return HexFormat.of().toHexDigits(number) + SealedFile.newName(random).substring(NUMBER_DIGITS);
  }
}
