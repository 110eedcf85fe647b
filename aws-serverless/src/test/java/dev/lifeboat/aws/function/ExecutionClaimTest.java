package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes of a placement by an execution: each holds the second time, none is made by a late one.
class ExecutionClaimTest {
  private Placements placements;
  private ExecutionClaim mine;
  private ExecutionClaim others;

  @BeforeEach
  void adopt(@TempDir Path folder) throws Exception {
    placements = new FilePlacements(folder);
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
    mine = new ExecutionClaim(placements, "shop", new RunId("shop-2"), 2);
    others = new ExecutionClaim(placements, "shop", new RunId("other"), 2);
  }

  private Placement placed() throws ProblemException {
    return placements.read("shop").orElseThrow();
  }

  private void assertLate(ThrowingCallable change) throws ProblemException {
    var before = placed();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(change)
        .satisfies(late -> assertThat(late.problem().code()).isEqualTo(Code.LB3003));
    assertThat(placed()).isEqualTo(before);
  }

  @Test
  void a_whole_run_changes_it_as_an_engine_would_and_each_change_may_be_repeated()
      throws Exception {
    mine.claim("east");
    mine.claim("east");
    assertThat(placed())
        .isEqualTo(new Placement("shop", "east", 1, 2, Optional.of(new RunId("shop-2"))));
    mine.confirm();
    mine.place("west");
    mine.place("west");
    assertThat(placed().writer()).isEqualTo("west");
    assertThat(placed().epoch()).isEqualTo(2);
    mine.release();
    mine.release();
    assertThat(placed()).isEqualTo(new Placement("shop", "west", 2, 2, Optional.empty()));
  }

  @Test
  void an_undo_takes_the_next_epoch_once() throws Exception {
    mine.claim("east");

    mine.takeNext(3);
    mine.takeNext(3);

    assertThat(placed().highestEpoch()).isEqualTo(3);
    assertLate(() -> mine.confirm());
    new ExecutionClaim(placements, "shop", new RunId("shop-2"), 3).confirm();
  }

  @Test
  void what_another_run_holds_is_not_claimed_confirmed_placed_or_released() throws Exception {
    others.claim("east");

    assertLate(() -> mine.claim("east"));
    assertLate(() -> mine.confirm());
    assertLate(() -> mine.place("west"));
    assertLate(() -> mine.takeNext(3));
    assertLate(() -> mine.release());
  }

  @Test
  void a_writer_elsewhere_or_an_epoch_that_is_over_is_not_claimed() throws Exception {
    assertLate(() -> mine.claim("west"));
    assertLate(() -> new ExecutionClaim(placements, "shop", new RunId("shop-3"), 3).claim("east"));

    others.claim("east");
    others.release();

    assertLate(() -> mine.claim("east"));
  }
}
