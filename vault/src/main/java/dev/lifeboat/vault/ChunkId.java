package dev.lifeboat.vault;

import java.nio.ByteBuffer;

/// Names a chunk by the HMAC-SHA-256 of its bytes, under a key of the vault: nobody without it can
/// tell whether the vault holds a file that they know.
record ChunkId(long a, long b, long c, long d) {
  static final int BYTES = 32;

  /// Stands for a span of zeros, of which nothing is stored.
  static final ChunkId HOLE = new ChunkId(0, 0, 0, 0);

  static ChunkId of(ByteBuffer from) {
    return new ChunkId(from.getLong(), from.getLong(), from.getLong(), from.getLong());
  }

  void putTo(ByteBuffer to) {
    to.putLong(a).putLong(b).putLong(c).putLong(d);
  }

  boolean isHole() {
    return equals(HOLE);
  }

  /// The bits of a hash are as good as any other mixture of them.
  @Override
  public int hashCode() {
    return (int) a;
  }
}
