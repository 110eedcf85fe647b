package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.drill.DrillPhase;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.watch.Detector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a drill asks before it begins.
final class DrillSessionTest {
  private static final String RUN = "20261120-080000-bbbb";

  @TempDir private Path state;
  private Process other;
  private PlanFile file;
  private ScriptedRegions platform;

  @BeforeEach
  void begin() throws Exception {
    file = StorefrontPlan.read();
    platform = new ScriptedRegions(state, Placement.first("shop", "east"));
    other = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void end() throws Exception {
    other.destroyForcibly().waitFor();
  }

  /// Method: the other one's run is that of the same workload, or has not begun; whoever follows
  /// the drill would be asked for first.
  @Test
  void nothing_is_broken_beside_a_controller_at_work() throws Exception {
    var session =
        session(_ -> {
          throw new AssertionError("the drill began");
        });
    var runs = Files.createDirectories(state.resolve("runs"));
    Files.createFile(runs.resolve(RunController.of(RUN, other.pid()).note()));

    assertThatThrownBy(() -> session.hold(Scenarios.REGION_LOSS))
        .hasMessageContaining("process %d of this machine executes run %s", other.pid(), RUN);
    new PastRuns(state).open(RUN);
    assertThatThrownBy(() -> session.hold(Scenarios.REGION_LOSS))
        .hasMessageContaining("process %d of this machine executes run %s", other.pid(), RUN);
  }

  /// Whatever fails last once nobody answers any more.
  @Test
  void a_drill_whose_regions_were_taken_down_says_so() throws Exception {
    platform.fallSilent(
        ProblemException.passing(Code.LB2002, "east is silent", "nothing was done", "try again"));
    platform.end(Problem.lasting(Code.LB2003, "the lab was taken down", "it is over", "begin"));

    assertThatThrownBy(() -> session(_ -> new Silent()).holdShare(10))
        .hasMessageContaining("the lab was taken down");
  }

  /// Method: whoever follows the drill holds it up, and the lab goes meanwhile.
  @Test
  void a_drill_whose_regions_go_ends_at_once_and_says_so() throws Exception {
    var held =
        session(_ ->
                new Silent() {
                  @Override
                  public void begins(DrillPhase phase, String what) {
                    platform.end(
                        Problem.lasting(Code.LB2003, "the lab was taken down", "it is over", "up"));
                    waitForAnInterrupt();
                  }
                })
            .hold(Scenarios.REGION_LOSS);

    assertThat(held.outcome()).isEqualTo(DrillResult.Outcome.NOT_READY);
    assertThat(held.head().verdict().why()).isEqualTo("LB2003 the lab was taken down");
    assertThat(Thread.interrupted()).isFalse();
    assertThat(state.resolve("runs").resolve(held.run()).resolve("result.json")).exists();
  }

  /// Method: the first is held, and the lab goes with its end.
  @Test
  void no_other_drill_of_all_is_tried_once_the_regions_are_gone_and_each_is_told()
      throws Exception {
    var gone = Problem.lasting(Code.LB2003, "the lab was taken down", "it is over", "up");
    var session =
        session(_ ->
            new Silent() {
              @Override
              public void close() {
                platform.end(gone);
              }
            });

    var ends =
        session.holdAll(
            List.of(Scenarios.SWITCHOVER, Scenarios.REGION_LOSS, Scenarios.REGION_LOSS));

    var untried = new DrillEnd.NotBegun(Scenarios.REGION_LOSS, gone);
    // It passes where the machine is not too busy to measure.
    assertThat(ends.getFirst()).isInstanceOf(DrillEnd.Held.class);
    assertThat(ends.subList(1, 3)).containsExactly(untried, untried);
    assertThat(untried.outcome()).isEqualTo(DrillResult.Outcome.NOT_READY);
  }

  /// Whoever follows one of several does not know when the first began. Method: a screen that
  /// counts from long ago.
  @Test
  void a_drill_among_several_counts_from_its_own_beginning() throws Exception {
    var counted = Instant.parse("2020-01-01T00:00:00Z");
    var session =
        session(results -> {
          var _ = results.told(counted);
          return new Silent();
        });

    var alone = session.hold(Scenarios.SWITCHOVER);
    var among = (DrillEnd.Held) session.holdAll(List.of(Scenarios.SWITCHOVER)).getFirst();

    assertThat(began(alone)).isEqualTo(counted);
    assertThat(began(among.result())).isAfter(counted);
  }

  private Instant began(DrillResult held) throws ProblemException {
    return DrillLog.find(state.resolve("runs").resolve(held.run())).orElseThrow().began();
  }

  /// Method: the board keeps what it is shown, and then fails.
  @Test
  void a_drill_is_shown_as_it_was_kept_and_a_board_that_fails_takes_nothing_from_it()
      throws Exception {
    var shown = new ArrayList<DrillResult>();
    platform.show(result -> {
      shown.add(result);
      throw ProblemException.passing(Code.LB2002, "the board is silent", "nothing", "try again");
    });

    var held = session(_ -> new Silent()).hold(Scenarios.SWITCHOVER);

    assertThat(shown).containsExactly(held);
    assertThat(held.outcome()).isNotEqualTo(DrillResult.Outcome.FAILED);
  }

  private static void waitForAnInterrupt() {
    try {
      assertThat(new CountDownLatch(1).await(30, TimeUnit.SECONDS)).as("interrupted").isTrue();
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private DrillSession session(Function<DrillResults, DrillListener> audience)
      throws ProblemException {
    return new DrillSession(
        file,
        file.workload("shop"),
        platform,
        state,
        new ProgressLines().requester(),
        false,
        _ -> List.of(),
        audience);
  }

  /// Tells nobody.
  private static class Silent implements DrillListener {
    @Override
    public void begins(DrillPhase phase, String what) {}

    @Override
    public void ends(DrillPhase phase, String found) {}

    @Override
    public void looked(Round round, Detector detector) {}

    @Override
    public void happened(RunState run, Entry entry) {}

    @Override
    public void interrupted(DrillRest rest) {}

    @Override
    public void close() {}
  }
}
