package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provision.AccountPlans;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where a route object that is new or was lost sends users.
final class FirstRouteTest {
  private final Plan plan = AccountPlans.example("dr-lab-warm-standby");

  FirstRouteTest() throws Exception {}

  private List<ProvisionIndex.Put> objects() throws Exception {
    return ProvisionFiles.of(plan, "", Optional.empty()).index().steps().stream()
        .filter(ProvisionIndex.Put.class::isInstance)
        .map(ProvisionIndex.Put.class::cast)
        .toList();
  }

  @Test
  void after_a_failover_to_the_writer_under_its_epoch() throws Exception {
    var moved =
        new FirstRoute(
            plan, it -> Optional.of(new Placement(it, "recovery", 4, 5, Optional.empty())));

    assertThat(objects()).isNotEmpty();
    for (var object : objects()) {
      assertThat(moved.text(object)).contains("\"region\":\"recovery\"", "\"epoch\":4");
    }
  }

  @Test
  void to_the_plans_primary_while_nobody_has_placed_a_writer() throws Exception {
    for (var object : objects()) {
      assertThat(new FirstRoute(plan, _ -> Optional.empty()).text(object))
          .isEqualTo(object.body())
          .contains("\"region\":\"primary\"", "\"epoch\":1");
    }
  }
}
