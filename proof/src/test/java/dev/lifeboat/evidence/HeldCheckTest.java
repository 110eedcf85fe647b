package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeldCheckTest {
  private static final Instant OPENED = Instant.parse("2026-11-20T15:04:08.000000900Z");
  private static final Instant CLOSED = OPENED.plusSeconds(3);
  private static final RunId RUN = new RunId("20261120-150411-7q2k");

  @Test
  void what_began_a_failover_was_there_before_it() throws Exception {
    assertThat(contradiction(Mode.FAILOVER, "west", OPENED)).isEmpty();
    assertThat(contradiction(Mode.FAILBACK, "east", OPENED.minusSeconds(9))).isEmpty();
    assertThat(contradiction(Mode.FAILOVER, "west", OPENED.plusNanos(1_000)))
        .isEqualTo(
            "has the fault at 2026-11-20T15:04:08.000001Z, and the journal shows it by"
                + " 2026-11-20T15:04:08Z");
  }

  /// Clients notice nothing of a planned move until the first door is closed.
  @Test
  void a_planned_move_takes_nothing_from_clients_before_it_closes_their_door() throws Exception {
    assertThat(contradiction(Mode.SWITCHOVER, "west", CLOSED)).isEmpty();
    assertThat(contradiction(Mode.SWITCHOVER, "west", OPENED)).isEmpty();
    assertThat(contradiction(Mode.SWITCHOVER, "west", CLOSED.plusNanos(1_000)))
        .startsWith("has the fault at 2026-11-20T15:04:11.000001Z");
  }

  @Test
  void the_region_that_was_asked_is_the_one_that_the_run_moved_to() throws Exception {
    assertThat(contradiction(Mode.FAILOVER, "east", OPENED))
        .isEqualTo("is of east, and the run moved to west");
  }

  private static String contradiction(Mode mode, String region, Instant faultAt) throws Exception {
    var runbook = runbook(mode);
    var opened = new Event.RunOpened(RUN, "0".repeat(64), runbook, 2, "ada", "test", 1L, List.of());
    var closing = new Event.StepStarted(new StepId("fence-entry"));
    var entries =
        List.of(
            new Entry(0, OPENED, "", opened),
            new Entry(1, CLOSED.minusSeconds(1), "", new Event.StepStarted(new StepId("run-web"))),
            new Entry(2, CLOSED, "", closing),
            new Entry(3, CLOSED.plusSeconds(1), "", closing));
    var held =
        new HeldFile(
            RUN.value(),
            region,
            FaultTime.at(faultAt),
            new StoredNumbers.NoStore(),
            new StoredNumbers.NoStore());
    return HeldCheck.contradiction(held, runbook, entries).orElse("");
  }

  private static Runbook runbook(Mode mode) throws Exception {
    var plan =
        PlanReader.OF_ANY_PROVIDER
            .read(Path.of("..", "examples", "storefront", "lifeboat.yaml"))
            .orThrow();
    return Storefront.compiler()
        .compile(plan, plan.workload("shop"), mode, mode == Mode.FAILBACK ? "west" : "east");
  }
}
