package dev.lifeboat.aws.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whether the end of a lease keeps a database from writing: only where its guard lived by it.
final class LeaseCoverTest {
  /// The writer is in `east` under epoch 3, and a run has claimed epoch 5.
  private static final Placement PLACED =
      new Placement("shop", "east", 3, 5, Optional.of(new RunId("r-5")));

  private final LeaseCover cover =
      new LeaseCover(new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE), PLACED, "west");

  private boolean isHeld(Optional<Vote> arbiters, Optional<Vote> others) {
    return cover.unheld(Map.of("edge", arbiters, "west", others)).isEmpty();
  }

  private static Optional<Vote> vote(String holder, long epoch) {
    return Optional.of(new Vote("shop", epoch, holder, Map.of()));
  }

  @Test
  void a_guard_that_has_one_vote_under_the_writers_epoch_lives_by_it() {
    assertThat(isHeld(vote("east", 3), Optional.empty())).isTrue();
    assertThat(isHeld(Optional.empty(), vote("east", 3))).isTrue();
  }

  @Test
  void where_nobody_ever_asked_for_a_vote_its_end_proves_nothing() {
    assertThat(isHeld(Optional.empty(), Optional.empty())).isFalse();
    assertThat(cover.unheld(Map.of("edge", Optional.empty(), "west", vote("west", 2))))
        .hasValueSatisfying(
            it -> assertThat(it.happened()).contains("{edge=nobody, west=west, epoch 2}"));
  }

  @Test
  void a_guard_of_an_earlier_epoch_is_not_the_writers() {
    assertThat(isHeld(vote("east", 2), Optional.empty())).isFalse();
  }

  @Test
  void what_this_run_or_one_that_was_undone_has_fenced_is_fenced() {
    assertThat(isHeld(vote("west", 5), Optional.empty())).isTrue();
    assertThat(isHeld(vote("west", 4), Optional.empty())).isTrue();
  }

  @Test
  void a_vote_of_the_other_region_from_before_or_of_no_claim_fences_nobody() {
    assertThat(isHeld(vote("west", 3), Optional.empty())).isFalse();
    assertThat(isHeld(vote("west", 6), Optional.empty())).isFalse();
  }

  private static GuardedState told(String uncovered) {
    return new GuardedState("orders", Standing.OPEN, "", uncovered, "", "");
  }

  @Test
  void tables_without_the_trigger_are_kept_from_nothing() {
    assertThat(cover.uncovered(Optional.of(told("")))).isEmpty();
    assertThat(cover.uncovered(Optional.of(told("public.carts"))))
        .hasValueSatisfying(it -> assertThat(it.happened()).contains("public.carts"));
    assertThat(cover.uncovered(Optional.empty()))
        .as("nobody knows of its tables")
        .hasValueSatisfying(it -> assertThat(it.happened()).contains("never told"));
  }
}
