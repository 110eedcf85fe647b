package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.time.Duration;

/// What is assumed of a recovery as long as no drill measured it. docs/assess.md lists the figures;
/// each errs to the long side of its source.
final class StrategyEstimates {
  /// Until who is on call answers the watch: the usual first step of an escalation.
  static final Duration APPROVED = Duration.ofMinutes(5);

  /// Until somebody sees it unasked: three times as long, since nobody is called.
  static final Duration NOTICED = Duration.ofMinutes(15);

  /// A replica becomes the writer. For RDS its guide says several minutes or longer, by its size.
  static final Duration PROMOTED = Duration.ofMinutes(5);

  /// Instances start from none, and load balancers find them healthy. Recovery guides for the cloud
  /// give a pilot light tens of minutes in all, 30 to 60.
  static final Duration STARTED = Duration.ofMinutes(20);

  /// Everything is built and restored. The same guides give it 2 to 4 hours in all.
  static final Duration REBUILT = Duration.ofMinutes(210);

  /// Health checks of DNS fail: three in a row, ten seconds apart.
  static final Duration DNS_CHECKED = Duration.ofSeconds(30);

  /// A load balancer notices within 30 seconds, and AWS Global Accelerator follows within 30 more.
  static final Duration ACCELERATED = Duration.ofMinutes(1);

  /// A proxy of ours turns at once; open connections break first.
  static final Duration PROXIED = Duration.ofSeconds(5);

  /// The newest backup that reached the recovery region is that old: the guides give 1 to 4 hours.
  static final Duration BACKUP_AGE = Duration.ofHours(4);

  /// Replicas and S3 follow within seconds on most days. At best S3 promises 15 minutes, for 99.99
  /// % of all objects. Five are what an alarm on a lag allows before somebody is called.
  static final Duration REPLICA_LAG = Duration.ofMinutes(5);

  private StrategyEstimates() {}

  /// The estimate of a workload, had it that strategy.
  ///
  /// @param followed whether a run could follow it: what nobody restores counts as no backup
  /// @param rate at which it writes
  static RecoveryEstimate of(
      Workload workload, Strategy strategy, boolean followed, WriteRate rate) {
    var begin = detected(workload);
    var recover =
        switch (strategy) {
          case BACKUP_AND_RESTORE -> restored(workload, followed, rate);
          case PILOT_LIGHT -> PROMOTED.plus(STARTED);
          case WARM_STANDBY -> PROMOTED;
          // Both take writes already, and users leave the dead one by themselves.
          case ACTIVE_ACTIVE -> Duration.ZERO;
        };
    return new RecoveryEstimate(
        strategy == Strategy.ACTIVE_ACTIVE ? begin : begin.plus(decided(workload)),
        recover.plus(routed(workload)),
        lost(workload, strategy, followed, rate),
        FigureBasis.ASSUMED,
        FigureBasis.ASSUMED);
  }

  private static Duration detected(Workload workload) {
    var detect = workload.failover().detect();
    return Duration.ofNanos(detect.every().toNanos() * detect.failures());
  }

  static Duration decided(Workload workload) {
    return switch (workload.failover().trigger()) {
      case AUTOMATIC -> Duration.ZERO;
      case APPROVAL -> APPROVED;
      case MANUAL -> NOTICED;
    };
  }

  static Duration routed(Workload workload) {
    var traffic = workload.resources(Traffic.class);
    if (traffic.isEmpty()) {
      return Duration.ZERO;
    }
    return switch (traffic.getFirst().form()) {
      case Traffic.Form.Proxy() -> PROXIED;
      case Traffic.Form.Accelerator() -> ACCELERATED;
      case Traffic.Form.Dns(var ttl) -> DNS_CHECKED.plus(ttl);
    };
  }

  /// With the log since the last base, which comes over one connection.
  static Duration restored(Workload workload, boolean followed, WriteRate rate) {
    return workload
        .backup()
        .filter(_ -> followed)
        .map(it -> REBUILT.plus(rate.copied(it.snapshot().longestPause())))
        .orElse(REBUILT);
  }

  private static Duration lost(
      Workload workload, Strategy strategy, boolean followed, WriteRate rate) {
    if (strategy == Strategy.BACKUP_AND_RESTORE) {
      return workload.stores().isEmpty()
          ? Duration.ZERO
          : workload
              .backup()
              .filter(_ -> followed)
              .map(it -> it.logs().plus(rate.copied(it.logs())))
              .orElse(longer(BACKUP_AGE, rate.behind()));
    }
    return workload.copiedLater().isEmpty() ? Duration.ZERO : longer(REPLICA_LAG, rate.behind());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
