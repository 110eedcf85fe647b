package dev.lifeboat.control;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/// Lets a drill begin in regions that users depend on only while nothing stands in the way of a
/// failover or of the way home; in others always.
record DrillClearance(ControlledWorkload drilled) {

  /// @throws ProblemException LB2010 with what stands in the way or would not heal; it only reads
  void require(Scenario scenario) throws InterruptedException, ProblemException {
    if (!drilled.platform().kind().servesUsers()) {
      return;
    }
    var writer = drilled.placement().writer();
    for (var mode : List.of(Mode.FAILOVER, Mode.SWITCHOVER)) {
      var alone = drilled.platform().kind().compiler().failoverAlone(drilled.workload(), mode);
      if (alone.isPresent()) {
        requireInPlace(scenario, mode, alone.get());
        continue;
      }
      var obstacle = obstacle(drilled.runbook(mode, writer));
      if (obstacle.isPresent()) {
        throw refused(
            "a %s would not get to its end: %s".formatted(mode.word(), obstacle.get()),
            "users would wait for a person; nothing was broken",
            "lifeboat check " + drilled.file().typed());
      }
    }
    var drills = drilled.platform().ability(drilled.workload(), Drills.class);
    if (drills.isPresent()) {
      drills.get().require(scenario);
    }
  }

  /// No planned move is needed where the writer stays.
  private void requireInPlace(Scenario scenario, Mode mode, Problem alone) throws ProblemException {
    if (scenario instanceof Scenario.Move) {
      throw refused(
          "there is no %s: %s".formatted(mode.word(), alone.happened()),
          "the writer would not come home without loss; nothing was broken",
          alone.action());
    }
  }

  private static ProblemException refused(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB2010, happened, means, action);
  }

  /// What two looks found: one call of many that was not answered in time is no obstacle.
  private Optional<String> obstacle(Runbook runbook) throws InterruptedException, ProblemException {
    return Preview.of(runbook, drilled.reconcilers()).obstacles().stream().findFirst();
  }
}
