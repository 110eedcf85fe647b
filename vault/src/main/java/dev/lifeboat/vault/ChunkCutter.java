package dev.lifeboat.vault;

/// Cuts a stream where its content says so, so that what is inserted moves the cuts beside it and
/// no others. FastCDC (Xia et al., USENIX ATC 2016): a gear hash, with a stricter mask before the
/// average and a looser one behind it, which keeps sizes near the average.
///
/// The table comes from the vault's key: sizes of chunks tell nobody else which file they are of.
final class ChunkCutter implements Cutter {
  static final int AVERAGE = 64 << 10;
  static final int SHORTEST = AVERAGE / 4;
  static final int LONGEST = AVERAGE * 4;

  private static final int BITS = 16;
  // How far the masks differ from the average: the paper's level 2.
  private static final int LEVEL = 2;
  // The upper bits of a gear hash depend on the last 48 bytes and more, the lower ones on few.
  private static final long STRICT = -1L << (Long.SIZE - BITS - LEVEL);
  private static final long LOOSE = -1L << (Long.SIZE - BITS + LEVEL);

  private final long[] gear;

  /// @param gear 256 numbers without pattern
  ChunkCutter(long[] gear) {
    this.gear = gear.clone();
  }

  /// The length of the chunk that begins at `from`. Whoever has fewer than [#LONGEST] bytes, and
  /// more to come, reads on first.
  @Override
  public int cut(byte[] bytes, int from, int length) {
    if (length <= SHORTEST) {
      return length;
    }
    int at = from + SHORTEST;
    int middle = from + Math.min(length, AVERAGE);
    int end = from + Math.min(length, LONGEST);
    long hash = 0;
    for (; at < middle; at++) {
      hash = (hash << 1) + gear[bytes[at] & 0xff];
      if ((hash & STRICT) == 0) {
        return at + 1 - from;
      }
    }
    for (; at < end; at++) {
      hash = (hash << 1) + gear[bytes[at] & 0xff];
      if ((hash & LOOSE) == 0) {
        return at + 1 - from;
      }
    }
    return end - from;
  }
}
