package dev.lifeboat.aws.function;

import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// When a snapshot is taken, and how long it is kept.
///
/// @param hour of UTC, 0 to 23, at which a day of snapshots begins
/// @param retention of snapshots and copies alike
public record SnapshotRule(int hour, Duration retention) {
  /// What RDS keeps its own backups for by default, when they are switched on in the console.
  private static final int DEFAULT_DAYS = 7;

  /// Longer than anybody looks at daily ones, and within what RDS lets an account have.
  private static final int MOST_DAYS = 90;

  private static final int LAST_HOUR = 23;

  /// What an event says, with its defaults.
  ///
  /// @throws ProblemException LB2009 when a value is out of its range
  static SnapshotRule of(Map<String, Object> event) throws ProblemException {
    return new SnapshotRule(
        number(event, "atHour", 0, LAST_HOUR, 0),
        Duration.ofDays(number(event, "retainDays", 1, MOST_DAYS, DEFAULT_DAYS)));
  }

  private static int number(
      Map<String, Object> event, String key, int least, int most, int otherwise)
      throws ProblemException {
    var value = event.getOrDefault(key, otherwise);
    if (value instanceof Integer whole && whole >= least && whole <= most) {
      return whole;
    }
    throw FunctionEvent.wrong(
        "\"%s\" was %s".formatted(key, value), "write a number, %d to %d".formatted(least, most));
  }

  /// An instant of the day whose snapshot is the newest one that is due at `now`.
  Instant dayAt(Instant now) {
    return now.minus(Duration.ofHours(hour));
  }
}
