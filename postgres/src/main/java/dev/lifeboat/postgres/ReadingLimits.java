package dev.lifeboat.postgres;

/// How much of what one side has alone is read: it passes through the memory of whoever reads, and
/// is kept on a disk.
///
/// @param rows all together
/// @param bytes all together, as PostgreSQL prints them
/// @param rowBytes of one row, or of one value; a larger one is not fetched at all
public record ReadingLimits(int rows, long bytes, int rowBytes) {

  /// How many rows are fetched at once: each may be as large as it may be.
  int atOnce() {
    return 4;
  }
}
