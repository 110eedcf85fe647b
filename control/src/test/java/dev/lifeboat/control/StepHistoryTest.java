package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepHistoryTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final StepId FENCE = new StepId("fence-orders");
  private static final StepId PROMOTE = new StepId("promote-orders");

  @Test
  void a_step_takes_from_its_first_beginning_until_it_held_last() throws Exception {
    var history = new StepHistory(new HashMap<>());
    var runbook = failover("east");

    history.add(
        List.of(
            entry(0, opened(runbook)),
            entry(1, new Event.StepStarted(FENCE)),
            entry(3, new Event.StepMet(FENCE, "it is")),
            entry(4, new Event.StepLost(FENCE, "it was not")),
            entry(5, new Event.StepStarted(FENCE)),
            entry(8, new Event.StepMet(FENCE, "it is")),
            entry(9, new Event.StepStarted(PROMOTE))));

    assertThat(history.times()).containsOnlyKeys(FENCE);
    assertThat(history.times().get(FENCE)).containsExactly(Duration.ofSeconds(7));
    assertThat(history.spreads().get(FENCE).p90()).isEqualTo(Duration.ofSeconds(7));
  }

  /// What moved the other way, or by other steps, says nothing of this runbook.
  @Test
  void a_run_of_another_runbook_does_not_count() throws Exception {
    var entries =
        List.of(
            entry(0, opened(failover("west"))),
            entry(1, new Event.StepStarted(FENCE)),
            entry(3, new Event.StepMet(FENCE, "it is")));

    assertThat(PastJournals.isOf(RunbookJson.hash(failover("west")), entries)).isTrue();
    assertThat(PastJournals.isOf(RunbookJson.hash(failover("east")), entries)).isFalse();
    assertThat(PastJournals.isOf(RunbookJson.hash(failover("east")), List.of())).isFalse();
  }

  private static Runbook failover(String source) throws Exception {
    return Storefront.runbook(Storefront.plan(), Mode.FAILOVER, source);
  }

  private static Event opened(Runbook runbook) {
    return new Event.RunOpened(
        new RunId("20261120-080000-aaaa"),
        "0".repeat(64),
        runbook,
        2,
        "ada",
        "lost",
        null,
        List.of());
  }

  private static Entry entry(long second, Event event) {
    return new Entry(second, AT.plusSeconds(second), "0".repeat(64), event);
  }
}
