package dev.lifeboat.cli.runs;

import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.RunSummary;

/// An answer about a run whose files are damaged is given all the same, and is no success.
record DamagedRun(Terminal terminal, Options options) {

  /// That of the answer about `run`, after a warning where not all of it could be read.
  ///
  /// @param command which answers
  /// @param rests what the answer says nevertheless
  int exitCode(RunSummary run, String command, String rests) {
    if (run.known()) {
      return 0;
    }
    terminal.say(
        options,
        command,
        "damaged",
        "warning: run %s: %s; %s".formatted(run.run(), run.why(), rests));
    return ExitCode.NOT_READY;
  }
}
