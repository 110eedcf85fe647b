package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A writer that could not be stopped in good order, in regions that users depend on.
final class UnstoppableWriterTest {
  @TempDir private Path state;

  /// Goal: users are not kept out for a move that could only be undone.
  @Test
  @Tag("invariant-21")
  void no_planned_move_of_it_is_begun() throws Exception {
    var unguarded =
        Problem.lasting(Code.LB2016, "no guard holds its lease", "it writes", "run one");
    var platform = regions();
    platform.hold("fenced", Observation.pending("open"));
    platform.preflight("fenced", Readiness.notReady(unguarded));

    for (var mode : Mode.values()) {
      if (mode == Mode.SWITCHOVER || mode == Mode.FAILBACK) {
        assertThatExceptionOfType(ProblemException.class)
            .as(mode.word())
            .isThrownBy(() -> move(platform, mode))
            .satisfies(it -> assertThat(it.problem()).isEqualTo(unguarded));
      }
    }
    assertThat(state.resolve("runs")).doesNotExist();
  }

  /// A rate that is exceeded, say: the run asks again.
  @Test
  void what_passes_by_itself_keeps_nobody_from_it() throws Exception {
    var platform = regions();
    platform.preflightOnce(
        "fenced", Readiness.notReady(Problem.passing(Code.LB2002, "silent", "wait", "wait")));
    move(platform, Mode.SWITCHOVER);
    assertThat(state.resolve("runs")).isNotEmptyDirectory();
  }

  private ScriptedRegions regions() throws Exception {
    return new ScriptedRegions(
        state, Placement.first("shop", "west"), StorefrontPlan.read().plan(), true);
  }

  private void move(ScriptedRegions platform, Mode mode) throws Exception {
    var file = StorefrontPlan.read();
    var shop = new ControlledWorkload(file, file.workload("shop"), platform, state);
    var request =
        new MoveRequest(mode, Optional.empty(), Optional.empty(), Overrides.NONE, Optional.empty());
    var _ = Move.of(shop, request).run(new ProgressLines().requester());
  }
}
