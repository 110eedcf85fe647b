package dev.lifeboat.cli.terminal;

import dev.lifeboat.plan.SpanText;
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
    return new ProgressLine(
        "lifeboat.progress/v1", at.toString(), SpanText.number(elapsed), phase, state, detail);
  }
}
