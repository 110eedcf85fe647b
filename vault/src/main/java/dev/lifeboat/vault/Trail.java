package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TrailEntry.Author;
import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The trail of a vault: each entry has the hashes of the last ones that its writer saw. Several
/// may write at once, and the next one names what each of them wrote; nothing is written over.
final class Trail {
  /// So many may write at the same moment, and be named by the next one.
  private static final int BEFORE = 4;

  private static final int NUMBER_DIGITS = 2 * Long.BYTES;

  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final InstantSource clock;

  Trail(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  TrailLink append(Kind kind, List<String> names, String text) throws IOException {
    return append(kind, names, text, List.of());
  }

  /// On return it is there after a power cut too.
  TrailLink append(Kind kind, List<String> names, String text, List<Long> figures)
      throws IOException {
    var before = last();
    var who = System.getProperty("user.name", "unknown") + "@" + SourceHost.here().name();
    var entry =
        new TrailEntry(
            name(before),
            clock.instant(),
            new Author(who, keys.slot),
            kind,
            names,
            text,
            figures,
            before);
    var sealed = SealedFile.TRAIL.seal(keys, entry.id(), entry.toBytes(), random);
    store.put(Shelf.TRAIL, entry.id(), sealed, sealed.length);
    return TrailLink.of(entry.id(), sealed);
  }

  /// The last ones that can be read, in order; others are for a check to tell.
  private List<TrailLink> last() throws IOException {
    var links = new ArrayList<TrailLink>();
    for (var item : store.list(Shelf.TRAIL).reversed()) {
      if (links.size() == BEFORE) {
        break;
      }
      try {
        var file = store.get(Shelf.TRAIL, item.name());
        var _ = SealedFile.TRAIL.open(keys, item.name(), file);
        links.addFirst(TrailLink.of(item.name(), file));
      } catch (NoSuchFileException | DamageException unreadable) {
        // It is none to rely on.
      }
    }
    return links;
  }

  private String name(List<TrailLink> before) {
    long number =
        before.isEmpty()
            ? 0
            : 1 + HexFormat.fromHexDigitsToLong(before.getLast().entry(), 0, NUMBER_DIGITS);
    return HexFormat.of().toHexDigits(number) + SealedFile.newName(random).substring(NUMBER_DIGITS);
  }

  /// All of it.
  ///
  /// @param snapshots that were listed before, each of which names the entry that tells of it
  VaultTrail read(List<Manifest> snapshots) throws IOException {
    return new TrailReader(store, keys).read(snapshots);
  }
}
