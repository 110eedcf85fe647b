package dev.lifeboat.plan;

import java.time.Duration;
import java.util.List;

/// Usual objectives, architecture, backups and drills under one word, for workloads that need no
/// figures of their own. A plan may change the three that there are, and name others.
///
/// @param drills what its calendar says of them; the plan's where it says nothing
public record Tier(
    String name,
    Duration rto,
    Duration rpo,
    Architecture architecture,
    Backups backups,
    DrillRhythm drills) {

  /// What the business cannot be without. It would be active-active in many books; no run can
  /// follow that, so it has the strongest that one can.
  public static final Tier PREMIUM = usual("premium", 15, 5, 35, Strategy.WARM_STANDBY);

  /// What it misses within the hour.
  public static final Tier STANDARD = usual("standard", 60, 15, 14, Strategy.PILOT_LIGHT);

  /// What can wait for half a day.
  public static final Tier BASIC = usual("basic", 240, 60, 7, Strategy.PILOT_LIGHT);

  /// Those of every plan, the most demanding first.
  public static final List<Tier> USUAL = List.of(PREMIUM, STANDARD, BASIC);

  /// Copies and readiness of its workloads where they do not say it.
  ///
  /// @param strategy of those that are to be back within its RTO
  /// @param isSaid whether the plan says that strategy: then it is of all of them
  /// @param replication of their databases
  public record Architecture(Strategy strategy, boolean isSaid, Replication replication) {}

  /// Backups of its workloads where they do not say it.
  ///
  /// @param keep how long backups stay at least
  /// @param logs how old log may become that is not in the vault
  /// @param snapshot when a base is taken
  public record Backups(Duration keep, Duration logs, BackupTimes snapshot) {
    /// No tier tolerates less than it, and log is small.
    static final Duration USUAL_LOGS = Duration.ofMinutes(5);
  }

  private static Tier usual(
      String name, int rtoMinutes, int rpoMinutes, int keptDays, Strategy strategy) {
    return new Tier(
        name,
        Duration.ofMinutes(rtoMinutes),
        Duration.ofMinutes(rpoMinutes),
        new Architecture(strategy, false, Replication.ASYNCHRONOUS),
        new Backups(Duration.ofDays(keptDays), Backups.USUAL_LOGS, BackupTimes.NIGHTLY),
        DrillRhythm.NONE);
  }

  /// That of a workload that names none. One with an RTO of its own has the usual one of that,
  /// unless the plan says which its tier has.
  public Strategy strategy(Objectives of) {
    return architecture.isSaid() || of.rto().equals(rto)
        ? architecture.strategy()
        : Strategy.recommendedFor(of);
  }
}
