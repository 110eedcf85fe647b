package dev.lifeboat.control;

import dev.lifeboat.plan.BackupPolicy;
import java.time.Duration;
import java.time.Instant;

/// The part of a database that is to be kept now. A base that was missed is due until it is taken.
enum BackupDue {
  NOTHING,
  LOG,
  BASE;

  /// Those who watch many workloads do not come at the same moment.
  private static final Duration MOST_JITTER = Duration.ofMinutes(1);

  /// Log is due from half its age on: whoever comes as often as `logs` says would else find each
  /// second time that it is a moment too young. What a clock ahead of ours wrote counts for
  /// nothing.
  static BackupDue of(BackupPolicy policy, KeptDatabase kept, Instant now) {
    var base = kept.lastBase(now);
    if (base.isEmpty() || base.get().isBefore(policy.snapshot().last(now))) {
      return BASE;
    }
    var log = kept.logEnded().orElse(base.get());
    boolean young = log.plus(policy.logs().dividedBy(2)).isAfter(now);
    return young && !log.isAfter(now) ? NOTHING : LOG;
  }

  /// When a watch that was here at `now` comes again.
  ///
  /// @param name of the database, which spreads those moments
  static Instant next(BackupPolicy policy, String name, Instant now) {
    var log = now.plus(policy.logs());
    var most = MOST_JITTER.compareTo(policy.logs()) < 0 ? MOST_JITTER : policy.logs();
    var base =
        policy.snapshot().next(now).plusMillis(Math.floorMod(name.hashCode(), most.toMillis()));
    return base.isBefore(log) ? base : log;
  }
}
