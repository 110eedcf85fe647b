package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Notes of a run on locks, for the next one, which asks the store of fewer. The newest has all
/// that earlier ones had and is still in force; sealed, so that nobody without a key makes one.
///
/// @param place whose locks they are
record LockRecord(String place, Map<KeptObject, Instant> until) {
  private static final int NUMBER_DIGITS = 2 * Long.BYTES;
  private static final int NAME_DIGITS = 32;
  private static final int LONGEST_TEXT = 0xffff;

  LockRecord {
    until = Map.copyOf(until);
  }

  /// Knows nothing where the newest one cannot be read, or is of another place: then the store is
  /// asked.
  static LockRecord newest(VaultStore store, VaultKeys keys, String place) throws IOException {
    var none = new LockRecord(place, Map.of());
    var names = names(store);
    if (names.isEmpty()) {
      return none;
    }
    try {
      var name = names.getLast();
      var read = of(SealedFile.LOCKS.open(keys, name, store.get(Shelf.LOCKS, name)));
      return read.place.equals(place) ? read : none;
    } catch (NoSuchFileException | DamageException unreadable) {
      return none;
    }
  }

  private static List<String> names(VaultStore store) throws IOException {
    return store.list(Shelf.LOCKS).stream()
        .map(VaultStore.Item::name)
        .filter(it -> it.length() == NAME_DIGITS)
        .toList();
  }

  /// Behind all that are there, whatever a clock says.
  void write(VaultStore store, VaultKeys keys, SecureRandom random) throws IOException {
    var names = names(store);
    long number =
        names.isEmpty() ? 0 : 1 + HexFormat.fromHexDigitsToLong(names.getLast(), 0, NUMBER_DIGITS);
    var name =
        HexFormat.of().toHexDigits(number)
            + SealedFile.newName(random).substring(0, NAME_DIGITS - NUMBER_DIGITS);
    var sealed = SealedFile.LOCKS.seal(keys, name, toBytes(), random);
    store.put(Shelf.LOCKS, name, sealed, sealed.length);
  }

  /// Those that nobody reads any more.
  static List<KeptObject> old(VaultStore store) throws IOException {
    var names = names(store);
    return names.subList(0, Math.max(0, names.size() - 1)).stream()
        .map(it -> new KeptObject(Shelf.LOCKS, it))
        .toList();
  }

  private byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      writeText(out, place);
      out.writeInt(until.size());
      for (var object : sorted()) {
        writeText(out, object.shelf().word());
        out.write(HexFormat.of().parseHex(object.name()));
        out.writeLong(until.getOrDefault(object, Instant.EPOCH).toEpochMilli());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory takes what is written", impossible);
    }
    return bytes.toByteArray();
  }

  private List<KeptObject> sorted() {
    return until.keySet().stream().sorted(Comparator.comparing(KeptObject::toString)).toList();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static LockRecord of(ByteBuffer from) throws DamageException {
    try {
      var place = text(from);
      var until = new HashMap<KeptObject, Instant>();
      for (int left = from.getInt(); left > 0; left--) {
        var shelf = shelf(text(from));
        var name = new byte[NAME_DIGITS / 2];
        from.get(name);
        var end = Instant.ofEpochMilli(from.getLong());
        shelf.forEach(it -> until.put(new KeptObject(it, HexFormat.of().formatHex(name)), end));
      }
      return new LockRecord(place, until);
    } catch (BufferUnderflowException | DateTimeException wrong) {
      throw new DamageException("a record of locks makes no sense", wrong);
    }
  }

  private static List<Shelf> shelf(String word) {
    return Arrays.stream(Shelf.values()).filter(it -> it.word().equals(word)).toList();
  }

  private static String text(ByteBuffer from) {
    var bytes = new byte[from.getShort() & LONGEST_TEXT];
    from.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
