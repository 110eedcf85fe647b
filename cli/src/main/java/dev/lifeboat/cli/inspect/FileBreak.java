package dev.lifeboat.cli.inspect;

import dev.lifeboat.plan.Count;

/// Where the sound part of a file ends: what is behind it was never whole.
///
/// @param line from 1
/// @param offset of the first byte that does not count
/// @param bytes that do not count
record FileBreak(long line, long offset, long bytes) {
  String phrase() {
    return "torn at line %d, byte %d: what follows, %s, is of an append that a crash left unfinished"
        .formatted(line, offset, Count.of(bytes, "byte"));
  }
}
