package dev.lifeboat.simulate;

import java.time.Duration;

/// How long a region takes to bring a goal about, as ranges from which each occurrence is drawn.
///
/// @param demote a database restarts under `standby.signal`
/// @param promote a replica becomes the writer
/// @param copyAnew a database that went another way is copied from its source
/// @param start a process is started again by what watches over it
/// @param scale instances of a service are started and answer
/// @param route the front door changes its table
public record StepTimes(
    Range demote, Range promote, Range copyAnew, Range start, Range scale, Range route) {

  /// From `least` to `most`, all alike.
  public record Range(Duration least, Duration most) {
    public Range {
      if (least.isNegative() || most.compareTo(least) < 0) {
        throw new IllegalArgumentException(
            "a range goes from zero or more upward, was %s to %s".formatted(least, most));
      }
    }

    static Range ofMillis(long least, long most) {
      return new Range(Duration.ofMillis(least), Duration.ofMillis(most));
    }

    long draw(SeededRandom random) {
      return random.between(least.toNanos(), most.toNanos() + 1);
    }
  }

  /// What is assumed of a plan that was never run: measured in the lab, docs/simulator.md.
  public static StepTimes standard() {
    return new StepTimes(
        Range.ofMillis(150, 900),
        Range.ofMillis(15, 120),
        Range.ofMillis(500, 4_000),
        Range.ofMillis(200, 1_500),
        Range.ofMillis(400, 2_500),
        Range.ofMillis(1, 5));
  }
}
