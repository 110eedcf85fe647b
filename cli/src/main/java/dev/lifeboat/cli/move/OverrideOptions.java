package dev.lifeboat.cli.move;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.control.Overrides;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The wish to go on without what a failover asks for first.
final class OverrideOptions {
  @Option(
      names = "--override-fence",
      paramLabel = "REASON",
      description = {
        "Go on without the proof of a fence that nobody can look at.",
        "It is kept on the record, with your name and what may be lost."
      })
  @Nullable String reason;

  @Option(
      names = "--despite-obstacles",
      description = "On AWS: go as far as it gets although something is missing where it goes.")
  boolean despiteObstacles;

  @Option(
      names = "--accept-loss",
      paramLabel = "REASON",
      description = {
        "Promote a copy that did not follow the present writer, and lose what it never had.",
        "It is kept on the record, with your name and what is lost as far as it is known."
      })
  @Nullable String loss;

  /// @throws ProblemException LB1004 when a reason is blank
  Overrides asked() throws ProblemException {
    require("--override-fence", reason);
    require("--accept-loss", loss);
    return new Overrides(Optional.ofNullable(reason), despiteObstacles, Optional.ofNullable(loss));
  }

  private static void require(String option, @Nullable String reason) throws ProblemException {
    if (reason != null && reason.isBlank()) {
      throw Failures.usage(
          option + " has a blank reason", "nothing was done", "say why, for the record");
    }
  }
}
