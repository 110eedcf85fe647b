package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.simulate.Campaign;
import dev.lifeboat.simulate.Distribution;
import dev.lifeboat.simulate.Simulation;
import dev.lifeboat.simulate.StepTimes;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SimulationReportTest {
  private final Plan plan = Storefront.plan();

  @Test
  void the_page_shows_how_rto_and_rpo_are_spread() throws Exception {
    var workload = plan.workload(Storefront.SHOP);
    var simulation = Simulation.of(plan, workload, StepTimes.standard());
    var campaign = new Campaign(simulation::play);
    for (long seed = 1; seed <= 60; seed++) {
      campaign.next(seed);
    }
    var sums = campaign.sums();

    var page = PageTree.of(SimulationReport.html(plan, workload, sums, 1));
    assertThat(page.text("body"))
        .contains("No rule was broken in 60 worlds from seed 1.")
        .contains("Of " + sums.rto().count() + " failovers half were within")
        .contains("the objective is 15 min");
  }

  @Test
  void a_broken_rule_comes_first_and_what_is_not_known_says_so() {
    var none = Distribution.of(List.of());
    var sums =
        new Campaign.Sums(3, 2, List.of(4L, 9L), new TreeMap<>(), new TreeMap<>(), none, none);

    assertThat(
            PageTree.of(SimulationReport.html(plan, plan.workload(Storefront.SHOP), sums, 4))
                .text("body"))
        .contains("broken storefront/shop, simulated")
        .contains("A rule was broken in 2 of 3 worlds from seed 4; the first are [4, 9].")
        .contains("Not known: no failover moved the workload.");
  }
}
