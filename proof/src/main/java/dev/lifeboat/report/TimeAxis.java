package dev.lifeboat.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The time axis that everything in one picture shares.
///
/// @param origin what the numbers along it count from
/// @param left where `from` is, in the picture's units
record TimeAxis(Instant from, Instant until, Instant origin, double left, double width) {
  private static final long[] STEPS_MILLIS = {
    10, 20, 50, 100, 200, 500, 1_000,
    2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000,
    300_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 86_400_000
  };

  TimeAxis {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("an axis must end after it begins, at " + from);
    }
  }

  /// Where a moment is; those outside are at the nearer end.
  double x(Instant at) {
    double share = (double) Duration.between(from, at).toNanos() / span().toNanos();
    return left + width * Math.clamp(share, 0, 1);
  }

  /// The same span of time, placed elsewhere.
  TimeAxis within(double left, double width) {
    return new TimeAxis(from, until, origin, left, width);
  }

  boolean shows(Instant at) {
    return !at.isBefore(from) && !at.isAfter(until);
  }

  Duration span() {
    return Duration.between(from, until);
  }

  /// The shortest round span that divides the axis into `most` parts or fewer.
  Duration part(int most) {
    long least = span().toMillis() / most;
    for (long step : STEPS_MILLIS) {
      if (step >= least) {
        return Duration.ofMillis(step);
      }
    }
    long days = Duration.ofMillis(least).toDays() + 1;
    return Duration.ofDays(days);
  }

  /// Round moments, counted from the origin.
  List<Instant> ticks(int most) {
    var part = part(most);
    return Stream.iterate(floor(from, part), at -> !at.isAfter(until), at -> at.plus(part))
        .filter(this::shows)
        .toList();
  }

  /// The latest multiple of `part` from the origin that is not after `at`.
  Instant floor(Instant at, Duration part) {
    long parts = Math.floorDiv(Duration.between(origin, at).toNanos(), part.toNanos());
    return origin.plus(part.multipliedBy(parts));
  }
}
