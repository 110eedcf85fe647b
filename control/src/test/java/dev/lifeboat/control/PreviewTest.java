package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.Preview;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
  @TempDir private Path state;
  private ScriptedRegions regions;

  @BeforeEach
  void place_the_writer_in_east() throws Exception {
    regions = new ScriptedRegions(state, Placement.first("shop", "east"));
    regions.hold("healthy", Observation.pending("it starts"));
  }

  @Test
  void every_goal_is_to_reach_while_nothing_has_been_asked_for() throws Exception {
    var preview = preview(Mode.FAILOVER);

    assertThat(preview.counts()).isEqualTo("8 goals: 0 already true, 8 to reach, 0 cannot");
  }

  @Test
  void what_holds_already_is_shown_with_its_proof() throws Exception {
    regions.hold("fenced", Observation.met("no process lives"));

    var preview = preview(Mode.FAILOVER);

    assertThat(preview.counts()).isEqualTo("8 goals: 3 already true, 5 to reach, 0 cannot");
    assertThat(preview.goals().getFirst().now()).isEqualTo("no process lives");
  }

  @Test
  void a_failover_can_leave_a_region_that_is_silent() throws Exception {
    regions.hold("fenced", Observation.unreachable("east is silent"));

    assertThat(preview(Mode.FAILOVER).impossible()).isEmpty();
  }

  @Test
  void a_switchover_cannot() throws Exception {
    regions.hold("fenced", Observation.unreachable("east is silent"));

    assertThat(preview(Mode.SWITCHOVER).impossible())
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.now()).isEqualTo("east is silent"));
  }

  @Test
  void no_failover_can_go_to_a_region_that_is_silent() throws Exception {
    regions.hold("promoted", Observation.unreachable("west is silent"));

    assertThat(preview(Mode.FAILOVER).impossible()).hasSize(2);
  }

  private Preview preview(Mode mode) throws Exception {
    var file = StorefrontPlan.read();
    var workload = file.workload("shop");
    var runbook = StorefrontPlan.KIND.compiler().compile(file.plan(), workload, mode, "east");
    return Preview.of(runbook, regions.reconcilers(workload));
  }
}
