package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.measure.Distribution;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.runbook.Storefront;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SimulationReportTest {
  private final Plan plan = Storefront.plan();

  @Test
  void the_page_shows_how_rto_and_rpo_are_spread() {
    var workload = plan.workload(Storefront.SHOP);
    var page = PageTree.of(SimulationReport.html(plan, workload, SampleSums.of(), 1));
    assertThat(page.text("body"))
        .contains("No rule was broken in 60 worlds from seed 1.")
        .contains("Of 60 failovers half were within")
        .contains("Of 30 failovers half were within")
        .contains("the objective is 15 min");
  }

  @Test
  void a_broken_rule_comes_first_and_what_is_not_known_says_so() {
    var none = Distribution.of(List.of());
    var sums =
        new CampaignSums(3, 2, List.of(4L, 9L), new TreeMap<>(), new TreeMap<>(), none, none);

    assertThat(
            PageTree.of(SimulationReport.html(plan, plan.workload(Storefront.SHOP), sums, 4))
                .text("body"))
        .contains("broken storefront/shop, simulated")
        .contains("A rule was broken in 2 of 3 worlds from seed 4; the first are [4, 9].")
        .contains("Not known: no failover moved the workload.");
  }
}
