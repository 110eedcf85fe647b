package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two workloads are in east, of which the shop depends on the other.
final class MoveOrderTest {
  @TempDir private Path state;
  private ScriptedRegions platform;
  private ControlledWorkload shop;

  @BeforeEach
  void place_both_in_east() throws Exception {
    var file = TwoWorkloads.read(state);
    platform = new ScriptedRegions(state, Placement.first("shop", "east"), file.plan(), false);
    platform.placements().compareAndSet(Optional.empty(), Placement.first("accounts", "east"));
    shop = new ControlledWorkload(file, file.workload("shop"), platform, state);
  }

  private Move failover(boolean despiteObstacles) throws Exception {
    return Move.of(
        shop,
        new MoveRequest(
            Mode.FAILOVER,
            Optional.empty(),
            Optional.empty(),
            new Overrides(Optional.empty(), despiteObstacles, Optional.empty()),
            Optional.empty()));
  }

  private static void refused(ThrowingCallable move) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(move)
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB2022));
  }

  @Test
  void neither_preview_nor_move_goes_before_what_it_depends_on() throws Exception {
    refused(() -> failover(false).preview());
    refused(() -> failover(false).run(new ProgressLines().requester()));
    assertThat(state.resolve("runs")).doesNotExist();

    assertThat(failover(true).preview().goals().goals()).isNotEmpty();
  }
}
