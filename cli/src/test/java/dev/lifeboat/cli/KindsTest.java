package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class KindsTest {
  @Test
  void a_lab_holds_all_but_what_only_aws_has() {
    assertThat(Scenarios.heldOn(new LabKind())).hasSize(15).doesNotContain(Scenarios.ZONE_LOSS);
  }

  @Test
  void a_template_can_be_named_for_whatever_breaks_something_on_aws() throws Exception {
    var breaking =
        Scenarios.heldOn(new AwsKind()).stream()
            .filter(it -> !it.equals(Scenarios.SWITCHOVER))
            .map(Scenario::word)
            .toList();
    try (var schema = Plan.class.getResourceAsStream("plan.schema.json")) {
      var keys = JsonMapper.shared().readTree(schema).at("/$defs/experiments/properties");
      assertThat(keys.propertyNames()).containsExactlyElementsOf(breaking);
    }
  }

  @Test
  void what_cannot_be_held_there_is_refused_before_it_says_what_it_breaks() throws Exception {
    var plan = Kinds.read(Invocation.STOREFRONT).plan();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Scenarios.ZONE_LOSS.faults(Kinds.of(plan), plan, plan.workload("shop")))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB1005);
          assertThat(refused.problem().happened())
              .isEqualTo("scenario 'zone-loss' cannot be held in regions of 'lab'");
          assertThat(refused.problem().action())
              .contains("service-loss")
              .doesNotContain("zone-loss");
        });
  }
}
