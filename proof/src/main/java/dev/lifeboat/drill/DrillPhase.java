package dev.lifeboat.drill;

import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.runbook.Mode;

/// Phase of a drill. Its word is on the screen and in the drill's log.
public enum DrillPhase implements WordedChoice {
  CANARY,
  CLIENTS,
  FAULT,
  ALARM,
  DETECT,
  CONTROLLER,
  FAILOVER,
  SWITCHOVER,
  REPROTECT,
  FAILBACK,
  HEAL,
  MEASURE,
  LEDGER,
  DATA,
  RESIDUE,

  // Of drills that break nothing.
  SHARE,
  SANDBOX,
  COPY,
  RECOVER,
  SERVE,
  COMPARE;

  /// That of a run.
  static DrillPhase of(Mode mode) {
    return switch (mode) {
      case FAILOVER -> FAILOVER;
      case SWITCHOVER -> SWITCHOVER;
      case FAILBACK -> FAILBACK;
      case REPROTECT -> REPROTECT;
    };
  }
}
