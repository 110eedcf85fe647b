package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a planned move under load loses no acknowledged write, ever; one that cannot be finished
/// takes itself back and the old writer serves again.
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedLab.InTests.class)
final class PlannedMoveTest {
  private static final Duration CUT = Duration.ofSeconds(5);

  private static RunningLab lab;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(plan -> plan);
  }

  @Test
  @Order(1)
  @Tag("invariant-9")
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

  /// On the way home the services of home die at a quarter of the users: these go to the other
  /// region at once and by themselves, and the writer stays where it is.
  @Test
  @Order(2)
  @Tag("invariant-21")
  @Tag("invariant-35")
  void a_share_that_home_does_not_bear_goes_back_and_the_writer_stays() throws Exception {
    var before = lab.facts();
    var dead = new Fault.ResourceLost("web", "east");
    try (var canary = lab.canary("moved")) {
      RunningLab.assertDone(lab.run(Mode.SWITCHOVER));
      assertThat(lab.writer()).isEqualTo("west");
      assertThat(canary.canary.awaitSteady(5, 60)).isTrue();

      var stopped =
          lab.execute(
              lab.open(Mode.FAILBACK),
              event -> event.contains("StepStarted[step=shift-25-entry"),
              () -> lab.lab.faults().inject(dead));

      assertThat(stopped.phase())
          .isInstanceOfSatisfying(
              RunState.Phase.WaitingForPerson.class,
              waiting -> assertThat(waiting.code()).isEqualTo(Code.LB4006));
      assertThat(canary.canary.awaitSteady(5, 60)).as("west serves, by east's stores").isTrue();
      assertThat(lab.writer()).isEqualTo("east");
      assertThat(lab.facts()).contains("west web: 2, bound to east");
      assertThat(weight("east")).isZero();

      lab.lab.faults().heal(dead);
      RunningLab.assertDone(resumed(stopped.run()));
      assertThat(canary.canary.awaitSteady(5, 60)).isTrue();
      assertThat(canary.survivalIn("east").lost()).isEmpty();
      for (int share : lab.shop.failback().shares()) {
        assertThat(lab.has(stopped.run(), it -> borne(it, share))).as("%d %%", share).isTrue();
      }
    }
    assertThat(standbyShape(lab.facts())).isEqualTo(standbyShape(before));
  }

  /// Services that have just come back may miss their first answers on a machine that is busy; then
  /// their share is taken from them again, and a person tries it once more.
  private static RunState resumed(RunId run) throws Exception {
    var state = lab.execute(lab.runs().resume(run, "test"));
    for (int again = 0; again < 2 && isUnborne(state); again++) {
      state = lab.execute(lab.runs().resume(run, "test"));
    }
    return state;
  }

  private static boolean isUnborne(RunState state) {
    return state.phase() instanceof RunState.Phase.WaitingForPerson waiting
        && waiting.code() == Code.LB4006;
  }

  private static boolean borne(String event, int share) {
    return event.contains("StepMet[step=shift-%d-entry, proof=%d %% for".formatted(share, share));
  }

  private static int weight(String region) throws Exception {
    var table = lab.lab.clients().door("entry").table();
    return Objects.requireNonNull(table.regions().get(region)).weight();
  }

  private static List<String> standbyShape(List<String> facts) {
    return facts.stream().filter(fact -> fact.contains(" web: ")).toList();
  }

  /// The link is cut just before the old writer stops, and for longer than a switchover takes that
  /// waits for nothing.
  @Tag("proof")
  @Test
  @Order(3)
  @Tag("invariant-21")
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
    LabAwait.until(() -> clock.instant().isAfter(end));
    try {
      lab.lab.faults().heal(cut);
    } catch (ProblemException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
