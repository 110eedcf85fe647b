package dev.lifeboat.vault;

import java.time.Duration;
import java.time.Instant;

/// Rule of how long locks are.
///
/// @param each how long the store keeps each object from its put
record LockTerm(Duration each) {
  /// No store keeps anything longer; such is for ever.
  static final Duration LONGEST = Duration.ofDays(36_500);

  /// A lock is lengthened by a fourth more than is needed, so that what a daily snapshot needs is
  /// renewed each ninth day of 35, not each day.
  private static final int SLACK = 4;

  /// Nobody can take a lock back: no more than a month is given away.
  private static final Duration MOST_SLACK = Duration.ofDays(30);

  /// Until when a snapshot stays: as long as the store keeps its first pack, or longer by a rule.
  /// So what is written for it has that lock by its put.
  Instant end(Instant begun, Instant byRule) {
    var put = begun.plus(each);
    if (!byRule.isAfter(put)) {
      return put;
    }
    var latest = begun.plus(LONGEST);
    return byRule.isAfter(latest) ? latest : byRule;
  }

  /// How much later than needed what has no end of its own is lengthened again: what is on hold,
  /// and a base that log goes on behind.
  Duration slack() {
    return slack(each);
  }

  private static Duration slack(Duration of) {
    var slack = of.dividedBy(SLACK);
    return slack.compareTo(MOST_SLACK) < 0 ? slack : MOST_SLACK;
  }

  /// Until when one is kept that is renewed, as it must stay until `end`.
  Instant renewed(Instant now, Instant end) {
    return end.plus(slack(Duration.between(now, end)));
  }
}
