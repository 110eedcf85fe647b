package dev.lifeboat.plan;

import java.time.Duration;

/// Readiness of a workload in the recovery region, from least to most.
public enum Strategy implements WordedChoice {
  /// Only backups; everything is built and restored when needed.
  BACKUP_AND_RESTORE,
  /// Data is replicated; services start when needed.
  PILOT_LIGHT,
  /// Data is replicated and standby instances run.
  WARM_STANDBY,
  /// Both regions take writes.
  ACTIVE_ACTIVE;

  /// Below this, services must be running already: starting them takes minutes where machines have
  /// to be found first, and the objective leaves no room for a second attempt.
  private static final Duration SERVICES_MUST_RUN_BELOW = Duration.ofMinutes(30);

  /// Whether services in the recovery region start only when they are needed.
  public boolean startsServices() {
    return switch (this) {
      case BACKUP_AND_RESTORE, PILOT_LIGHT -> true;
      case WARM_STANDBY, ACTIVE_ACTIVE -> false;
    };
  }

  /// The cheapest strategy with a runbook that can be expected to meet the objectives; the default
  /// of a workload that names none. The more demanding choice is for a person, never a default.
  public static Strategy recommendedFor(Objectives objectives) {
    return recommendedFor(objectives.rto());
  }

  /// The same for an RTO, which alone decides it.
  static Strategy recommendedFor(Duration rto) {
    return rto.compareTo(SERVICES_MUST_RUN_BELOW) < 0 ? WARM_STANDBY : PILOT_LIGHT;
  }
}
