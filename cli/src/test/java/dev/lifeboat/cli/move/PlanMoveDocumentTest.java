package dev.lifeboat.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.MoveRequest;
import dev.lifeboat.control.Overrides;
import dev.lifeboat.control.PlanMove;
import dev.lifeboat.control.PlanMove.Part;
import dev.lifeboat.control.ScriptedRegions;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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
    var platform = new ScriptedRegions(state, Placement.first("shop", "east"));
    shop = new ControlledWorkload(file, file.workload("shop"), platform, state);
  }

  private PlanMove of(int workloads) {
    var request =
        new MoveRequest(
            Mode.FAILOVER, Optional.of("west"), Optional.empty(), Overrides.NONE, Optional.empty());
    return new PlanMove(
        Collections.nCopies(workloads, shop), request, Optional.of("west"), Optional.empty());
  }

  @Test
  void the_exit_code_is_the_gravest() {
    var late = new Part.Refused("shop", Problem.passing(Code.LB2022, "it waits", "it", "wait"));
    var told = PlanMoveDocument.run(of(3), List.of(THERE, late, REFUSED));

    assertThat(told.exitCode()).isEqualTo(Code.LB3011.exitCode());
    assertThat(told.lines(new Options()))
        .containsExactly(
            "failover of all workloads of storefront to west: 1 of 3 done",
            "  shop             there        its writer is in west",
            "  shop             refused      LB2022 it waits; do  wait",
            "  shop             refused      LB3011 it did not follow; do  reprotect it");
  }

  @Test
  void all_that_are_there_are_done() {
    assertThat(PlanMoveDocument.run(of(2), List.of(THERE, THERE)).exitCode()).isZero();
  }

  /// It was fenced, and then the disk was full.
  @Test
  void one_that_was_begun_is_gone_on_with() {
    var full = Problem.lasting(Code.LB4001, "the disk is full", "it waits", "make room");
    var failed = new Part.Failed("shop", Optional.of(new RunId("20261120-080000-bbbb")), full);
    var told = PlanMoveDocument.run(of(1), List.of(failed));

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.lines(new Options()).getLast())
        .startsWith("  shop             failed       LB4001 the disk is full; go on with  ")
        .endsWith("resume 20261120-080000-bbbb");
  }

  @Test
  void what_an_interrupt_kept_from_beginning_is_told() {
    var told = PlanMoveDocument.run(of(3), List.of(REFUSED, new Part.Interrupted("shop")));

    assertThat(told.exitCode()).isEqualTo(130);
    assertThat(told.workloads())
        .extracting(PlanMoveRow::outcome)
        .containsExactly("refused", "paused", "not-begun");
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
