package dev.lifeboat.vault;

import dev.lifeboat.files.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Some chunks of a backup, each as likely as any other, with digests of the source as it was read.
/// They stand nowhere in the vault: what a pack says of itself proves nothing. Thread-safe.
final class BackupSample {
  /// A frame is read for each, which is no more than some MiB.
  private static final int MOST = 8;

  private final RandomGenerator random;
  private final List<Seen> taken = new ArrayList<>();
  private long seen;

  private record Seen(ChunkId id, String digest) {}

  BackupSample(RandomGenerator random) {
    this.random = random;
  }

  /// Takes it, or another one, or leaves it.
  synchronized void see(ChunkId id, byte[] bytes, int at, int length) {
    seen++;
    if (taken.size() < MOST) {
      taken.add(new Seen(id, digest(bytes, at, length)));
    } else if (random.nextLong(seen) < MOST) {
      taken.set(random.nextInt(MOST), new Seen(id, digest(bytes, at, length)));
    }
  }

  /// Reads them again from the store, as a restore would.
  ///
  /// @return the packs of which one does not come back as it was read
  synchronized SortedMap<String, DamageException> damaged(ChunkIndex index, ChunkReader reader)
      throws IOException {
    var damaged = new TreeMap<String, DamageException>();
    for (var one : taken) {
      try {
        var back = reader.read(one.id());
        if (!digest(back, 0, back.length).equals(one.digest())) {
          throw new DamageException("a chunk came back other than the source had it");
        }
      } catch (DamageException changed) {
        damaged.put(index.place(one.id()).orElseThrow().frame().pack(), changed);
      }
    }
    return damaged;
  }

  private static String digest(byte[] bytes, int at, int length) {
    return Sha256.of(Arrays.copyOfRange(bytes, at, at + length));
  }
}
