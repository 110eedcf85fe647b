package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Packs that no snapshot needed when it was made. They go when it is due, but for those that a
/// snapshot needs by then; so a backup that ends well before may still use them. A mark of damaged
/// packs is always near and never due: no backup uses them, and none goes by it.
///
/// @param id its name in the vault
/// @param at when it was made
/// @param due before that nobody removes anything
record PruneMark(String id, Instant at, Instant due, Set<String> packs) {
  // The part of the wait that clocks may differ by, and that a snapshot may take to be written.
  static final int MARGIN = 4;

  // Near three quarters of the way from the one to the other, which is in the Stone Age.
  private static final Instant DAMAGE_DUE = Instant.ofEpochMilli(1L << 52);
  private static final Instant DAMAGE_MADE = Instant.ofEpochMilli(-7L << 52);

  PruneMark {
    packs = Set.copyOf(packs);
  }

  /// Says that packs are damaged.
  static PruneMark damage(String id, Set<String> packs) {
    return new PruneMark(id, DAMAGE_MADE, DAMAGE_DUE, packs);
  }

  boolean tellsDamage() {
    return due.equals(DAMAGE_DUE) && at.equals(DAMAGE_MADE);
  }

  /// The packs that these call damaged.
  static Set<String> damaged(List<PruneMark> marks) {
    return packs(marks.stream().filter(PruneMark::tellsDamage).toList());
  }

  /// Says that packs go now: near and due by any clock.
  static PruneMark sweeping(String id, Set<String> packs) {
    return new PruneMark(id, Instant.EPOCH, Instant.EPOCH, packs);
  }

  /// Whether somebody may look soon, for the last time, what is needed.
  boolean isNear(Instant now) {
    return !now.isBefore(due.minus(Duration.between(at, due).dividedBy(MARGIN)));
  }

  boolean isDue(Instant now) {
    return !now.isBefore(due);
  }

  boolean isThere(VaultStore store) throws IOException {
    try {
      return store.get(Shelf.MARKS, id, 0, 1).length > 0;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  void write(VaultStore store, VaultKeys keys, SecureRandom random) throws IOException {
    var plain =
        ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + packs.size() * PackBuffer.ID)
            .putLong(at.toEpochMilli())
            .putLong(due.toEpochMilli())
            .putInt(packs.size());
    new TreeSet<>(packs).forEach(it -> plain.put(HexFormat.of().parseHex(it)));
    var sealed = SealedFile.MARK.seal(keys, id, plain.array(), random);
    store.put(Shelf.MARKS, id, sealed, sealed.length);
  }

  /// All there are.
  static List<PruneMark> all(VaultStore store, VaultKeys keys, Consumer<VaultDamage> damaged)
      throws IOException {
    var marks = new ArrayList<PruneMark>();
    for (var item : store.list(Shelf.MARKS)) {
      try {
        var file = store.get(Shelf.MARKS, item.name());
        marks.add(of(item.name(), SealedFile.MARK.open(keys, item.name(), file)));
      } catch (NoSuchFileException swept) {
        // What it named is gone, or needed again.
      } catch (DamageException changed) {
        damaged.accept(VaultDamage.of("marks/" + item.name(), changed));
      }
    }
    return List.copyOf(marks);
  }

  /// The packs that these name.
  static Set<String> packs(List<PruneMark> marks) {
    var all = new HashSet<String>();
    marks.forEach(it -> all.addAll(it.packs()));
    return Set.copyOf(all);
  }

  private static PruneMark of(String id, ByteBuffer from) throws DamageException {
    try {
      var at = Instant.ofEpochMilli(from.getLong());
      var due = Instant.ofEpochMilli(from.getLong());
      int count = from.getInt();
      var packs = new HashSet<String>();
      for (int i = 0; i < count; i++) {
        var pack = new byte[PackBuffer.ID];
        from.get(pack);
        packs.add(HexFormat.of().formatHex(pack));
      }
      return new PruneMark(id, at, due, packs);
    } catch (BufferUnderflowException cut) {
      throw new DamageException("mark %s makes no sense".formatted(id), cut);
    }
  }
}
