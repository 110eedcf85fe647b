package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.plan.ProviderValues;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Storefront;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ArbiterRequirementTest {

  @Test
  @Tag("invariant-29")
  void without_an_arbiter_none_is_automatic_and_the_plan_learns_what_to_do() {
    var plan = withoutArbiter(Trigger.AUTOMATIC);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ArbiterRequirement.require(plan, plan.workload(Storefront.SHOP)))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB3007);
          assertThat(refused.problem().code().exitCode()).isEqualTo(4);
          assertThat(refused.problem().happened()).contains("shop", "east, west");
          assertThat(refused.problem().action()).contains("role: arbiter", "approval");
        });
  }

  @Test
  void with_an_arbiter_or_a_person_it_may() {
    for (var plan :
        new Plan[] {
          Storefront.plan(), withoutArbiter(Trigger.APPROVAL), withoutArbiter(Trigger.MANUAL)
        }) {
      assertThatCode(() -> ArbiterRequirement.require(plan, plan.workload(Storefront.SHOP)))
          .doesNotThrowAnyException();
    }
  }

  /// Regions of another provider than the lab, which supplies one.
  static Plan withoutArbiter(Trigger trigger) {
    var plan = Storefront.plan(Strategy.WARM_STANDBY, trigger);
    var regions = new LinkedHashMap<String, Region>();
    plan.regions().values().stream()
        .filter(region -> region.role() != Region.Role.ARBITER)
        .forEach(region ->
            regions.put(
                region.name(),
                new Region(region.name(), "cloud", region.role(), ProviderValues.NONE)));
    return PlanParts.plan(plan.name(), regions, plan.workloads(), plan.lab(), plan.sha256());
  }
}
