package dev.lifeboat.cli.inspect;

import dev.lifeboat.plan.Count;

/// Where the sound part of a file ends: what is behind it was never whole.
///
/// @param line from 1
/// @param offset of the first byte that does not count
/// @param bytes that do not count
record FileBreak(long line, long offset, long bytes) {
  String phrase() {
    return "torn at %s: what follows, %s, is of an append that a crash left unfinished"
        .formatted(place(), Count.of(bytes, "byte"));
  }

  String place() {
    return "line %d, byte %d".formatted(line, offset);
  }
}
