package dev.lifeboat.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.MemoryPlatform;
import dev.lifeboat.control.MoveRequest;
import dev.lifeboat.control.Overrides;
import dev.lifeboat.control.PlanMove;
import dev.lifeboat.control.PlanMove.Part;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What whoever moved a whole plan is told, and the exit code.
final class PlanMoveDocumentTest {
  private static final Part THERE = new Part.There("shop", "west");
  private static final Part REFUSED =
      new Part.Refused(
          "shop", Problem.lasting(Code.LB3011, "it did not follow", "a loss", "reprotect it"));

  @TempDir private Path state;
  private ControlledWorkload shop;

  @BeforeEach
  void place() throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);
    var platform = new MemoryPlatform(state, Placement.first("shop", "east"));
    shop = new ControlledWorkload(file, file.workload("shop"), platform, state);
  }

  private PlanMove of(int workloads) {
    var request =
        new MoveRequest(
            Mode.FAILOVER, Optional.of("west"), Optional.empty(), Overrides.NONE, Optional.empty());
    return new PlanMove(
        Collections.nCopies(workloads, shop), request, Optional.of("west"), Map.of());
  }

  @Test
  void the_exit_code_is_that_of_the_first_that_is_not_there() {
    var late = new Part.Refused("shop", Problem.passing(Code.LB2022, "it waits", "it", "wait"));
    var told = PlanMoveDocument.run(of(3), List.of(THERE, REFUSED, late));

    assertThat(told.exitCode()).isEqualTo(Code.LB3011.exitCode());
    assertThat(told.lines(new Options()))
        .containsExactly(
            "failover of all workloads of storefront to west: 1 of 3 done",
            "  shop             there        its writer is in west",
            "  shop             refused      LB3011 it did not follow",
            "  shop             refused      LB2022 it waits");
  }

  @Test
  void all_that_are_there_are_done() {
    assertThat(PlanMoveDocument.run(of(2), List.of(THERE, THERE)).exitCode()).isZero();
  }

  @Test
  void what_an_interrupt_kept_from_beginning_is_told() {
    var told = PlanMoveDocument.run(of(3), List.of(THERE, new Part.Interrupted("shop")));

    assertThat(told.exitCode()).isEqualTo(130);
    assertThat(told.workloads())
        .extracting(PlanMoveDocument.Row::outcome)
        .containsExactly("there", "paused", "not-begun");
  }

  @Test
  void a_preview_says_that_nothing_has_been_changed() throws Exception {
    var told = PlanMoveDocument.seen(of(1), of(1).look());

    assertThat(told.lines(new Options()).getFirst())
        .isEqualTo(
            "failover of all workloads of storefront to west: 1 of 1 possible; nothing has been"
                + " changed");
    assertThat(told.workloads().getFirst().runbook()).startsWith("sha256:");
  }
}
