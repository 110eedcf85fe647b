package dev.lifeboat.cli.assess;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.MomentText;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The moment that an answer is as of.
final class AssessMoment {
  private AssessMoment() {}

  /// @param at as `--at` has it; null for now
  /// @throws ProblemException LB1004 when it is none
  static Instant of(@Nullable String at, Instant now) throws ProblemException {
    if (at == null) {
      return now;
    }
    return MomentText.parse(at)
        .orElseThrow(() ->
            Failures.usage(
                "--at is '%s'".formatted(at),
                "nothing was assessed",
                "write a moment such as 2026-11-26T12:00:00Z"))
        .apply(now);
  }
}
