package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenarios;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a drill on AWS may break, before anything is.
final class ExperimentsTest {
  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> LOSS = Map.of("region-loss", "EXT1a2b3c4d5e6f7");

  @Test
  void a_scenario_needs_a_template_that_the_plan_names() {
    assertThatCode(() -> Experiments.require(LOSS, Scenarios.REGION_LOSS))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Experiments.require(NONE, Scenarios.REGION_LOSS))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("names no experiment for 'region-loss'");
    assertThatThrownBy(() -> Experiments.require(LOSS, Scenarios.REGION_HANG))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("names no experiment for 'region-hang'");
  }

  @Test
  void a_switchover_breaks_nothing_and_needs_none() {
    assertThatCode(() -> Experiments.require(NONE, Scenarios.SWITCHOVER))
        .doesNotThrowAnyException();
  }
}
