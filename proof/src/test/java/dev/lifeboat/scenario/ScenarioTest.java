package dev.lifeboat.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Storefront;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ScenarioTest {

  @Test
  void each_word_names_its_scenario_and_none_twice() throws Exception {
    for (var scenario : Scenario.all()) {
      assertThat(Scenario.named(scenario.word())).isSameAs(scenario);
    }
    assertThat(Scenario.words()).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void a_lab_holds_all_but_what_only_aws_has() {
    assertThat(Scenario.heldOn(Region.LAB))
        .hasSize(13)
        .containsAll(EnumSet.complementOf(EnumSet.of(Scenario.ZONE_LOSS)));
    assertThat(Scenario.heldOn(Region.AWS)).contains(Scenario.ZONE_LOSS, Scenario.SWITCHOVER);
  }

  @Test
  void a_template_can_be_named_for_whatever_breaks_something_on_aws() throws Exception {
    var breaking =
        Scenario.heldOn(Region.AWS).stream()
            .filter(it -> it != Scenario.SWITCHOVER)
            .map(Scenario::word)
            .toList();
    try (var schema = Plan.class.getResourceAsStream("plan.schema.json")) {
      var keys = JsonMapper.shared().readTree(schema).at("/$defs/experiments/properties");
      assertThat(keys.propertyNames()).containsExactlyElementsOf(breaking);
    }
  }

  @Test
  void what_cannot_be_held_there_is_refused_before_it_says_what_it_breaks() {
    var plan = Storefront.plan();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> Scenario.ZONE_LOSS.faults(plan, plan.workloads().values().iterator().next()))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB1003);
          assertThat(refused.problem().happened())
              .isEqualTo("scenario 'zone-loss' is for AWS alone");
          assertThat(refused.problem().action())
              .contains("service-loss")
              .doesNotContain("zone-loss");
        });
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Scenario.FLAPPING.requireHeldOn(Region.AWS))
        .withMessageContaining("'flapping' is for a lab alone");
  }

  @Test
  void an_unknown_word_is_refused_with_the_words_there_are() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Scenario.named("earthquake"))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB1003);
          assertThat(refused.problem().action()).contains("region-loss", "service-loss");
        });
  }
}
