package dev.lifeboat.cli.assess;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The moment that an answer is as of. It has its offset: a zone of the machine, or the next time
/// that a clock shows, would make another answer of the same line.
final class AssessMoment {
  /// Calendars write years of four digits, also of drills that are due long after the moment.
  private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

  private AssessMoment() {}

  /// @param at as `--at` has it; null for now
  /// @throws ProblemException LB1004 when it is none, or before 1970 or after 8999
  static Instant of(@Nullable String at, Instant now) throws ProblemException {
    if (at == null) {
      return now;
    }
    return parse(at)
        .filter(it -> !it.isBefore(Instant.EPOCH) && it.isBefore(END))
        .orElseThrow(() ->
            Failures.usage(
                "--at is '%s'".formatted(at),
                "nothing was assessed",
                "write a moment with its offset, such as 2026-11-26T12:00:00Z"));
  }

  private static Optional<Instant> parse(String at) {
    try {
      return Optional.of(OffsetDateTime.parse(at).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
