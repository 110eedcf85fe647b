package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: three scenarios that are quick, held in one lab, pass by all their criteria: two that heal
/// in place, and a planned move. Failovers are in [DrillTest], all of them in [ScenarioProofTest].
@Timeout(600)
final class ScenarioTest {

  @Test
  void a_service_a_front_door_and_a_planned_move_pass_in_turn_and_leave_nothing() throws Exception {
    try (var lab = RunningLab.up(plan -> plan)) {
      assertPassed(lab, Scenario.SERVICE_LOSS);
      assertPassed(lab, Scenario.FRONT_DOOR_LOSS);
      assertThat(lab.lab.placements().read("shop").orElseThrow().highestEpoch())
          .as("what heals in place moves no writer")
          .isEqualTo(1);

      var writes = assertPassed(lab, Scenario.SWITCHOVER).writes();
      assertThat(writes).isNotNull();
      assertThat(writes.lost()).as("a planned move loses nothing").isZero();
    }
  }

  static DrillResult assertPassed(RunningLab lab, Scenario scenario) throws Exception {
    var result = lab.drill(scenario);
    assertThat(result.outcome())
        .as("%s: %s", scenario, result)
        .isEqualTo(DrillResult.Outcome.PASSED);
    var criteria = result.criteria();
    assertThat(criteria).isNotNull();
    assertThat(criteria.recovery().kind()).isEqualTo(scenario.recovery());
    assertThat(criteria.recovery().verdict()).isEqualTo(Judgement.MET);
    assertThat(criteria.integrity().verdict()).isEqualTo(Judgement.MET);
    assertThat(result.residue()).isEmpty();
    assertThat(lab.writer()).isEqualTo("east");
    return result;
  }
}
