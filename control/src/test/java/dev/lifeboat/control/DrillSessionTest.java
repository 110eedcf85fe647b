package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a drill asks before it begins.
final class DrillSessionTest {
  private static final String RUN = "20261120-080000-bbbb";

  @TempDir private Path state;
  private Process other;

  @BeforeEach
  void begin() throws Exception {
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
    var file = StorefrontPlan.read();
    var platform = new ScriptedRegions(state, Placement.first("shop", "east"));
    var session =
        new DrillSession(
            file,
            file.workload("shop"),
            platform,
            state,
            new ProgressLines().requester(),
            false,
            _ -> List.of(),
            _ -> {
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
}
