package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LearnedTimesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");

  private final Plan plan = Storefront.plan();
  private final LearnedTimes learned = new LearnedTimes(plan.workload(Storefront.SHOP));

  private List<Entry> failover(Duration promotion) throws Exception {
    var runbook = Storefront.runbook(plan, Mode.FAILOVER, Storefront.EAST);
    var step = new StepId("promote-orders");
    var entries = new ArrayList<Entry>();
    add(
        entries,
        BEGIN,
        new Event.RunOpened(new RunId("r-1"), "", runbook, 2, "x", "y", 1L, List.of()));
    add(entries, BEGIN, new Event.PromotionIntended(step, 1, "west", 2, List.of("fence")));
    // A second request does not begin the waiting anew.
    add(entries, BEGIN.plusMillis(1), new Event.PromotionIntended(step, 2, "west", 2, List.of()));
    add(entries, BEGIN.plus(promotion), new Event.StepMet(step, "proof"));
    return entries;
  }

  private static void add(List<Entry> entries, Instant at, Event event) {
    entries.add(new Entry(entries.size(), at, "", event));
  }

  @Test
  void durations_come_from_the_workloads_own_runs() throws Exception {
    for (long millis : new long[] {900, 700, 800}) {
      learned.add(failover(Duration.ofMillis(millis)));
    }

    assertThat(learned.runs()).isEqualTo(3);
    assertThat(learned.times().promote()).isEqualTo(StepTimes.Range.ofMillis(700, 900));
    assertThat(learned.times().demote()).isEqualTo(StepTimes.standard().demote());
  }

  @Test
  void too_few_occurrences_teach_nothing() throws Exception {
    learned.add(failover(Duration.ofMillis(900)));
    learned.add(List.of());

    assertThat(learned.times()).isEqualTo(StepTimes.standard());
  }

  /// A simulated plan moves as slowly as it was learned to.
  @Test
  void what_was_learned_shows_in_the_simulated_rto() throws Exception {
    for (int i = 0; i < 3; i++) {
      learned.add(failover(Duration.ofSeconds(20)));
    }
    var slow =
        Simulation.of(Storefront.compiler(), plan, plan.workload(Storefront.SHOP), learned.times());
    var campaign = new Campaign(slow::play);
    for (long seed = 1; seed <= 100; seed++) {
      campaign.next(seed);
    }

    assertThat(campaign.sums().violations()).isZero();
    assertThat(campaign.sums().rto().percentile(0).orElseThrow())
        .isGreaterThan(Duration.ofSeconds(20));
  }
}
