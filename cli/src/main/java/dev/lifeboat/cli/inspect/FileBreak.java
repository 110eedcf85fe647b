package dev.lifeboat.cli.inspect;

/// Where the sound part of a file ends: what is behind it was never whole.
///
/// @param line from 1
/// @param offset of the first byte that does not count
/// @param bytes that do not count
record FileBreak(long line, long offset, long bytes) {
  String phrase() {
    return "torn at line %d, byte %d: the last %d bytes are of an append that a crash left unfinished"
        .formatted(line, offset, bytes);
  }
}
