package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.Preview;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Mode;
import org.junit.jupiter.api.Test;

class PreviewTest {
  private final MemoryWorld world = new MemoryWorld();

  @Test
  void every_goal_is_to_reach_while_nothing_has_been_asked_for() throws Exception {
    var preview = preview(Mode.FAILOVER);

    assertThat(preview.counts()).isEqualTo("8 goals: 0 already true, 8 to reach, 0 cannot");
  }

  @Test
  void what_holds_already_is_shown_with_its_proof() throws Exception {
    world.hold("fenced", Observation.met("no process lives"));

    var preview = preview(Mode.FAILOVER);

    assertThat(preview.counts()).isEqualTo("8 goals: 3 already true, 5 to reach, 0 cannot");
    assertThat(preview.goals().getFirst().now()).isEqualTo("no process lives");
  }

  @Test
  void a_failover_can_leave_a_region_that_is_silent() throws Exception {
    world.hold("fenced", Observation.unreachable("east is silent"));

    assertThat(preview(Mode.FAILOVER).impossible()).isEmpty();
  }

  @Test
  void a_switchover_cannot() throws Exception {
    world.hold("fenced", Observation.unreachable("east is silent"));

    assertThat(preview(Mode.SWITCHOVER).impossible())
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.now()).isEqualTo("east is silent"));
  }

  @Test
  void no_failover_can_go_to_a_region_that_is_silent() throws Exception {
    world.hold("promoted", Observation.unreachable("west is silent"));

    assertThat(preview(Mode.FAILOVER).impossible()).hasSize(2);
  }

  private Preview preview(Mode mode) throws Exception {
    var file = StorefrontKind.read();
    var workload = file.workload("shop");
    var runbook = new StorefrontKind().compiler().compile(file.plan(), workload, mode, "east");
    return Preview.of(runbook, world.reconcilers(workload));
  }
}
