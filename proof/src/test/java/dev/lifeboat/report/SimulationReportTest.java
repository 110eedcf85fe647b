package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.measure.Distribution;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SimulationReportTest {
  private final Plan plan = Storefront.plan();

  @Test
  void the_page_shows_how_rto_and_rpo_are_spread() {
    var workload = plan.workload(Storefront.SHOP);
    var times = LongStream.rangeClosed(1, 60).mapToObj(Duration::ofSeconds).toList();
    var sums =
        new CampaignSums(
            60,
            0,
            List.of(),
            new TreeMap<>(Map.of(Mode.FAILOVER, 60)),
            new TreeMap<>(Map.of("done", 60)),
            Distribution.of(times),
            Distribution.of(times.subList(0, 30)));

    var page = PageTree.of(SimulationReport.html(plan, workload, sums, 1));
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
