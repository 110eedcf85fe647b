package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsKindTest {
  @Test
  void a_zone_can_be_lost_there() {
    assertThat(Scenarios.heldOn(new AwsKind())).contains(Scenarios.ZONE_LOSS, Scenarios.SWITCHOVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "front-door-loss",
        "bucket-loss",
        "controller-partition",
        "replication-stall",
        "flapping",
        "double-fault",
        "controller-crash"
      })
  void what_only_a_lab_can_do_is_refused_by_name(String word) throws Exception {
    var scenario = Scenarios.named(word);
    assertThatThrownBy(() -> scenario.requireHeldOn(new AwsKind()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'%s' cannot be held in regions of 'aws'", scenario.word());
  }
}
