package dev.lifeboat.scenario;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.ProviderKind;
import java.util.List;

/// A disaster that a drill rehearses: what it breaks, and how the workload has to recover.
public sealed interface Scenario {
  /// One that moves the writer to the recovery region, and home again.
  sealed interface Move extends Scenario {}

  /// One in which the writer stays where it is.
  sealed interface InPlace extends Scenario {}

  /// The fault makes somebody fail over.
  ///
  /// @param alarm who finds out
  /// @param midway what happens to the run itself
  record Failover(String word, String breaks, Breakage breakage, Alarm alarm, Midway midway)
      implements Move {
    /// All views agree, and nothing happens to the run.
    Failover(String word, String breaks, Breakage breakage) {
      this(word, breaks, breakage, Alarm.VIEWS, Midway.NOTHING);
    }
  }

  /// A person moves the writer while both regions live.
  record Planned(String word, String breaks, Breakage breakage) implements Move {}

  /// The broken part is healed where it is.
  record Healed(String word, String breaks, Breakage breakage, Healer healer) implements InPlace {}

  /// A failover that would be automatic is held back.
  ///
  /// @param by why
  record Held(String word, String breaks, Breakage breakage, Reason by) implements InPlace {}

  /// Who finds out that the primary is lost.
  enum Alarm {
    /// All views agree.
    VIEWS,
    /// As [#VIEWS], but for a while the controller alone has lost sight of it, and must not decide.
    CONTROLLER_FIRST,
    /// The views never agree.
    PERSON,
    /// Every check passes, and a person reads what is wrong.
    READER
  }

  /// What happens to a run in its middle, with its first promotion.
  enum Midway {
    NOTHING,
    /// The recovery region loses something.
    SECOND_FAULT,
    /// The controller that executes it is killed.
    CONTROLLER_KILLED
  }

  /// Why a failover is held back.
  enum Reason {
    /// The copies are too far behind.
    RPO,
    /// The primary comes and goes.
    FLAPPING
  }

  /// What heals the broken part.
  enum Healer {
    /// What guards it starts it again.
    GUARD,
    /// What stands by in another zone of the region takes over.
    OTHER_ZONE
  }

  /// The word on the command line and in JSON.
  String word();

  /// What is broken, for people.
  String breaks();

  /// What is injected.
  Breakage breakage();

  /// Whether `workload` can recover from it at all: a copy that follows its writer follows a bad
  /// statement too, and only a vault has what was there before. Of a folder an attacker leaves
  /// nothing.
  default boolean concerns(Plan plan, Workload workload) {
    return !(this instanceof Failover failover && failover.alarm() == Alarm.READER)
        || (workload.strategy() == Strategy.BACKUP_AND_RESTORE
            && (!equals(Scenarios.RANSOMWARE)
                || plan.vaultsOf(workload).allMatch(VaultPlace::isBucket)));
  }

  /// How it has to end.
  default ScenarioCourse recovery() {
    return switch (this) {
      case Failover _ -> ScenarioCourse.FAILOVER;
      case Planned _ -> ScenarioCourse.MOVED;
      case Healed _ -> ScenarioCourse.HEALED;
      case Held _ -> ScenarioCourse.HELD;
    };
  }

  /// Refuses what cannot be held where `kind` has the regions.
  ///
  /// @throws ProblemException LB1005 with the words of what can
  default void requireHeldOn(ProviderKind kind) throws ProblemException {
    var there = Scenarios.heldOn(kind);
    if (!there.contains(this)) {
      throw ProblemException.lasting(
          Code.LB1005,
          "scenario '%s' cannot be held in regions of '%s'".formatted(word(), kind.keys().word()),
          "nothing was broken",
          "use one of " + String.join(", ", there.stream().map(Scenario::word).toList()));
    }
  }

  /// What is injected for `workload`, whose writer is in the plan's primary region, in this order.
  ///
  /// @param kind of the plan's regions
  /// @throws ProblemException LB1003 when the workload has nothing that this scenario could break,
  ///   LB1005 when it cannot be held where the plan's regions are
  default List<Fault> faults(ProviderKind kind, Plan plan, Workload workload)
      throws ProblemException {
    requireHeldOn(kind);
    return breakage().of(new Breakage.Target(plan, workload, word()));
  }

  /// As [#faults]; none where that would be refused.
  default List<Fault> possibleFaults(ProviderKind kind, Plan plan, Workload workload) {
    try {
      return faults(kind, plan, workload);
    } catch (ProblemException nothingOfThat) {
      return List.of();
    }
  }
}
