package dev.lifeboat.provider;

import java.time.Duration;
import java.time.Instant;

/// A span in which the watch of a workload acts on nothing, because people work on it. It is over
/// by itself at its end.
///
/// @param reason what is being done, for whoever sees the pause later
/// @param by who asked for it
/// @param until its end: after `from`, by 30 days at most
public record Maintenance(String workload, String reason, String by, Instant from, Instant until) {

  /// A pause that nobody remembers must not outlive the month.
  public static final Duration LONGEST = Duration.ofDays(30);

  public Maintenance {
    if (reason.isBlank() || by.isBlank()) {
      throw new IllegalArgumentException("a pause must say why and who asked for it");
    }
    if (!until.isAfter(from) || until.isAfter(from.plus(LONGEST))) {
      throw new IllegalArgumentException(
          "a pause must end after it began, within 30 days, was %s to %s".formatted(from, until));
    }
  }

  /// Whether it holds at `now`; a clock that was set back does not end it early.
  public boolean inForce(Instant now) {
    return now.isBefore(until);
  }
}
