package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.agent.state.UnitState.InstanceState;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Words with which `lab up` waits for a service.
class ServiceCapacityTest {
  private static final Goal.Running TWO = new Goal.Running("app", "east", 2, 0);

  @Test
  void where_none_is_healthy_the_reason_of_the_first_is_told() {
    assertThat(ServiceCapacity.seen(app(false, "it ended; last words: can't open file"), TWO))
        .isEqualTo(
            "0 of 2 instances of app healthy in east; it ended; last words: can't open file");
  }

  @Test
  void where_one_is_healthy_the_number_alone_is_told() {
    assertThat(ServiceCapacity.seen(app(true, "it is slow"), TWO))
        .isEqualTo("1 of 2 instances of app healthy in east");
  }

  private static UnitState app(boolean healthy, String why) {
    var instance = new InstanceState("app-1", 1, 7L, healthy, 0, 0, null, why);
    return new UnitState(2, 0, null, false, true, List.of(instance));
  }
}
