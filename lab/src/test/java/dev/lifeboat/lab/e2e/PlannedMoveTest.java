package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Mode;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/// Goal: a planned move under load loses no acknowledged write, ever; one that cannot be finished
/// takes itself back and the old writer serves again.
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PlannedMoveTest {
  private static final Duration CUT = Duration.ofSeconds(5);

  private static RunningLab lab;

  @BeforeAll
  static void up() throws Exception {
    lab = RunningLab.up(plan -> plan);
  }

  @AfterAll
  static void down() throws Exception {
    lab.close();
  }

  @Test
  @Order(1)
  void a_switchover_whose_replica_is_lost_on_the_way_is_undone_and_loses_nothing()
      throws Exception {
    try (var canary = lab.canary("undone")) {
      var lost = new Fault.ResourceLost("orders", "west");
      // The replica is looked at and found well first; it is lost once the old writer is fenced.
      var state =
          lab.execute(
              lab.open(Mode.SWITCHOVER),
              event -> event.contains("StepMet[step=fence-orders"),
              () -> lab.lab.faults().inject(lost));

      assertThat(state.phase()).isInstanceOf(RunState.Phase.Ended.class);
      assertThat(((RunState.Phase.Ended) state.phase()).outcome())
          .as("%s", state.phase())
          .isEqualTo(Outcome.UNDONE);
      assertThat(state.pastNoReturn()).isFalse();
      assertThat(lab.writer()).isEqualTo("east");
      assertThat(canary.canary.awaitSteady(5, 60)).as("the old writer serves again").isTrue();
      assertThat(canary.survivalIn("east").lost()).isEmpty();
      lab.lab.faults().heal(lost);
    }
  }

  @Test
  @Order(2)
  void a_switchover_and_the_way_home_under_load_lose_nothing() throws Exception {
    try (var canary = lab.canary("moved")) {
      RunningLab.assertDone(lab.run(Mode.SWITCHOVER));
      assertThat(lab.writer()).isEqualTo("west");
      assertThat(canary.canary.awaitSteady(5, 60)).isTrue();

      RunningLab.assertDone(lab.run(Mode.FAILBACK));
      assertThat(lab.writer()).isEqualTo("east");
      assertThat(canary.canary.awaitSteady(5, 60)).isTrue();

      assertThat(canary.survivalIn("east").lost()).isEmpty();
    }
  }

  /// The link is cut just before the old writer stops, and for longer than a switchover takes that
  /// waits for nothing.
  @Tag("proof")
  @Test
  @Order(3)
  void a_switchover_waits_for_what_the_replica_does_not_have_yet() throws Exception {
    var cut = new Fault.LinkCut("east", "west");
    try (var canary = lab.canary("waited")) {
      RunningLab.assertDone(
          lab.execute(
              lab.open(Mode.SWITCHOVER),
              event -> event.contains("StepStarted[step=fence-entry"),
              () -> {
                lab.lab.faults().inject(cut);
                assertThat(canary.canary.awaitSteady(5, 60)).as("writes beyond the cut").isTrue();
                var _ = Thread.ofVirtual().start(() -> healLater(cut));
              }));

      assertThat(lab.writer()).isEqualTo("west");
      assertThat(canary.survivalIn("west").lost()).isEmpty();
    }
    RunningLab.assertDone(lab.run(Mode.FAILBACK));
  }

  private static void healLater(Fault cut) {
    var clock = Clock.systemUTC();
    var end = clock.instant().plus(CUT);
    Await.until(() -> clock.instant().isAfter(end));
    try {
      lab.lab.faults().heal(cut);
    } catch (ProblemException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
