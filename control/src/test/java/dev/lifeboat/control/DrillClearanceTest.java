package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.drill.MemoryRegions;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drills in regions that users depend on, of a workload that nothing but a failover moves.
final class DrillClearanceTest {
  @TempDir private Path state;

  /// The writer would have to come home, and would do so at a loss.
  @Test
  void one_that_moves_the_writer_is_refused_before_anything_is_broken() {
    for (var scenario : List.of(Scenarios.REGION_LOSS, Scenarios.SWITCHOVER)) {
      assertThatExceptionOfType(ProblemException.class)
          .as(scenario.word())
          .isThrownBy(() -> require(scenario))
          .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB2010))
          .withMessageContaining("there is no switchover: nobody tells");
    }
  }

  @Test
  void one_in_which_the_writer_stays_needs_no_planned_move() throws Exception {
    require(Scenarios.SERVICE_LOSS);
    require(Scenarios.ZONE_LOSS);
  }

  private void require(Scenario scenario) throws Exception {
    var file = StorefrontPlan.read();
    var regions =
        new MemoryRegions(
            new MemoryRegions.Kind(true, true),
            file.plan(),
            Placement.first("shop", "east"),
            state.resolve(scenario.word()));
    new DrillClearance(new ControlledWorkload(file, file.workload("shop"), regions, state))
        .require(scenario);
  }
}
