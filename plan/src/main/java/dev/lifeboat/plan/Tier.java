package dev.lifeboat.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Usual objectives, backups and drills under one word, for workloads that need no figures of their
/// own. A plan may change the three that there are, and name others.
///
/// @param strategy of its workloads that name none; empty where their RTO decides
/// @param replication of their databases that name none; empty for the usual one
/// @param drills what its calendar says of them; the plan's where it says nothing
public record Tier(
    String name,
    Duration rto,
    Duration rpo,
    Backups backups,
    Optional<Strategy> strategy,
    Optional<Replication> replication,
    DrillRhythm drills) {

  /// What the business cannot be without.
  public static final Tier PREMIUM = usual("premium", 15, 5, 35);

  /// What it misses within the hour.
  public static final Tier STANDARD = usual("standard", 60, 15, 14);

  /// What can wait for half a day.
  public static final Tier BASIC = usual("basic", 240, 60, 7);

  /// Those of every plan, the most demanding first.
  public static final List<Tier> USUAL = List.of(PREMIUM, STANDARD, BASIC);

  /// Backups of its workloads where they do not say it.
  ///
  /// @param keep how long backups stay at least
  record Backups(Duration keep, Optional<Duration> logs, Optional<BackupTimes> snapshot) {}

  private static Tier usual(String name, int rtoMinutes, int rpoMinutes, int keptDays) {
    return new Tier(
        name,
        Duration.ofMinutes(rtoMinutes),
        Duration.ofMinutes(rpoMinutes),
        new Backups(Duration.ofDays(keptDays), Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        DrillRhythm.NONE);
  }
}
