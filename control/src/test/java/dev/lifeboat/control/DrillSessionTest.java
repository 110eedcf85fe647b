package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.drill.DrillPhase;
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
import java.util.List;
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
  private static final class Silent implements DrillListener {
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
