package dev.lifeboat.vault;

/// Some chunks of a pack, compressed and sealed together.
///
/// @param pack the name of its pack
/// @param number of the frame within the pack, from zero
/// @param offset where it begins in the pack
/// @param storedBytes as sealed
/// @param rawBytes as they were
record PackFrame(
    String pack, int number, long offset, int storedBytes, int rawBytes, boolean compressed) {
  /// A frame is closed once it has so many bytes; one more chunk may come on top.
  static final int FULL_BYTES = 1 << 20;

  /// Of small files many fit: their names must not outgrow them.
  static final int FULL_CHUNKS = 4096;

  static final int MOST_BYTES = FULL_BYTES + ChunkCutter.LONGEST;

  PackFrame {
    if (rawBytes < 0 || rawBytes > MOST_BYTES || storedBytes < Gcm.TAG) {
      throw new IllegalArgumentException(
          "a frame of %d bytes cannot be of %d".formatted(storedBytes, rawBytes));
    }
    if (storedBytes - Gcm.TAG > rawBytes) {
      throw new IllegalArgumentException("a frame is stored as it is rather than larger");
    }
  }
}
