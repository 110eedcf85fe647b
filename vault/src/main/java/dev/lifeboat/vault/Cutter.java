package dev.lifeboat.vault;

/// Says where a stream is cut into chunks.
interface Cutter {
  /// As databases write: PostgreSQL's pages have as many bytes, and other databases' two or more.
  int PAGE_BYTES = 8 << 10;

  /// The length of the chunk that begins at `from`, [ChunkCutter#LONGEST] at most.
  int cut(byte[] bytes, int from, int length);

  /// By pages, so that each one that is as it was is stored no more.
  static Cutter ofPages() {
    return (_, _, length) -> Math.min(length, PAGE_BYTES);
  }
}
