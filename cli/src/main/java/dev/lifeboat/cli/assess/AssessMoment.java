package dev.lifeboat.cli.assess;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// The moment that an answer is as of. It has its offset: a zone of the machine, or the next time
/// that a clock shows, would make another answer of the same line.
final class AssessMoment {
  private AssessMoment() {}

  /// @param at as `--at` has it; null for now
  /// @throws ProblemException LB1004 when it is none
  static Instant of(@Nullable String at, Instant now) throws ProblemException {
    if (at == null) {
      return now;
    }
    try {
      return OffsetDateTime.parse(at).toInstant();
    } catch (DateTimeException none) {
      throw Failures.usage(
          "--at is '%s'".formatted(at),
          "nothing was assessed",
          "write a moment with its offset, such as 2026-11-26T12:00:00Z");
    }
  }
}
