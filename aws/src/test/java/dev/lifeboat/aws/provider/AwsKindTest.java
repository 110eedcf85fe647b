package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AwsKindTest {
  @Test
  void a_zone_can_be_lost_there() {
    assertThat(Scenario.heldOn(new AwsKind())).contains(Scenario.ZONE_LOSS, Scenario.SWITCHOVER);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "FRONT_DOOR_LOSS",
        "BUCKET_LOSS",
        "CONTROLLER_PARTITION",
        "REPLICATION_STALL",
        "FLAPPING",
        "DOUBLE_FAULT",
        "CONTROLLER_CRASH"
      })
  void what_only_a_lab_can_do_is_refused_by_name(Scenario scenario) {
    assertThatThrownBy(() -> scenario.requireHeldOn(new AwsKind()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'%s' is for a lab alone", scenario.word());
  }
}
