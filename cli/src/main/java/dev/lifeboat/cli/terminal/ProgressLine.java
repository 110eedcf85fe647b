package dev.lifeboat.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/// What is told of a command at work where `--progress json` asks for it: a document a line.
///
/// @param phase what is going on, in one word
/// @param state one word such as `begun`, `done`, `met`, `failed`
record ProgressLine(
    String schema, String at, double elapsedSeconds, String phase, String state, String detail) {

  /// @param elapsed since the command began
  static ProgressLine of(Instant at, Duration elapsed, String phase, String state, String detail) {
    double seconds = Math.round(elapsed.toNanos() / 1e6) / 1e3;
    return new ProgressLine("lifeboat.progress/v1", at.toString(), seconds, phase, state, detail);
  }
}
