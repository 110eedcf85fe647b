package dev.lifeboat.aws.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What may still be asked of AWS, which knows no epochs: the writer is in `east`, and a run has
/// claimed epoch 2.
final class PresentClaimTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal GOAL = new Goal.Promoted("orders", "west");

  private final MemoryDynamo dynamo = new MemoryDynamo();
  private final DynamoPlacements placements = new DynamoPlacements(MemoryDynamo.table(dynamo));
  private final PresentClaim claim = new PresentClaim(placements, "shop");

  @BeforeEach
  void open() throws Exception {
    var first = Placement.first("shop", "east");
    placements.compareAndSet(Optional.empty(), first);
    placements.compareAndSet(Optional.of(first), first.claimedBy(RUN));
  }

  private static Attempt attempt(RunId run, long epoch) {
    return new Attempt(run, new StepId("s"), epoch, 1, Instant.MAX, Succession.NONE);
  }

  private static void assertRefused(Code code, ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }

  @Test
  void the_run_that_holds_the_placement_may_ask() throws Exception {
    assertThat(claim.confirm(GOAL, attempt(RUN, 2)).writer()).isEqualTo("east");
  }

  @Test
  void another_run_is_late() {
    assertRefused(Code.LB3002, () -> claim.confirm(GOAL, attempt(new RunId("r-1"), 2)));
  }

  @Test
  void an_epoch_that_is_over_is_late_though_the_run_is_open() throws Exception {
    var claimed = placements.read("shop");
    placements.compareAndSet(claimed, claimed.orElseThrow().claimedBy(RUN));

    assertRefused(Code.LB3002, () -> claim.confirm(GOAL, attempt(RUN, 2)));
    assertThat(claim.confirm(GOAL, attempt(RUN, 3)).highestEpoch()).isEqualTo(3);
  }

  @Test
  void what_moves_on_at_the_same_moment_is_seen() {
    dynamo.meanwhile(() -> {
      try {
        var claimed = placements.read("shop");
        placements.compareAndSet(claimed, claimed.orElseThrow().released());
      } catch (ProblemException impossible) {
        throw new AssertionError(impossible);
      }
    });

    assertRefused(Code.LB3002, () -> claim.confirm(GOAL, attempt(RUN, 2)));
  }

  @Test
  void where_the_writer_is_elsewhere_nobody_asks() throws Exception {
    assertThat(claim.confirmWriter(GOAL, attempt(RUN, 2), "east").writer()).isEqualTo("east");
    assertRefused(Code.LB3003, () -> claim.confirmWriter(GOAL, attempt(RUN, 2), "west"));
  }
}
