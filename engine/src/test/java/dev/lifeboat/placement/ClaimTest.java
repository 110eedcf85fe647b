package dev.lifeboat.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.Claim.Outcome;
import dev.lifeboat.placement.Claim.Refusal;
import dev.lifeboat.runbook.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What the run `mine` under epoch 2 may make of each placement of two regions, three epochs and
/// two runs.
final class ClaimTest {
  private static final RunId MINE = new RunId("mine");
  private static final RunId OTHERS = new RunId("others");
  private static final long EPOCH = 2;
  private static final long NEXT = 3;
  private static final Claim CLAIM = new Claim(MINE, EPOCH);
  private static final Placement FREE = Placement.first("shop", "east");
  private static final Placement HELD = FREE.claimedBy(MINE);

  private static List<Placement> placements() {
    var all = new ArrayList<Placement>();
    for (var writer : List.of("east", "west")) {
      for (long epoch = 1; epoch <= NEXT; epoch++) {
        for (long highest = epoch; highest <= NEXT; highest++) {
          for (var open :
              List.of(Optional.<RunId>empty(), Optional.of(MINE), Optional.of(OTHERS))) {
            all.add(new Placement("shop", writer, epoch, highest, open));
          }
        }
      }
    }
    return all;
  }

  private static List<Function<Placement, Outcome>> acts() {
    return List.of(
        it -> CLAIM.claim(it, "east"),
        CLAIM::claimAgain,
        CLAIM::confirm,
        it -> CLAIM.place(it, "west"),
        it -> CLAIM.takeNext(it, NEXT),
        CLAIM::release);
  }

  private static Placement after(Outcome outcome) {
    return outcome.next().orElseThrow();
  }

  @Test
  void no_act_of_a_run_changes_what_another_run_holds() {
    for (var placed : placements()) {
      if (placed.openRun().equals(Optional.of(OTHERS))) {
        assertThat(acts()).allSatisfy(act -> assertThat(act.apply(placed).next()).isEmpty());
      }
    }
  }

  @Test
  void no_epoch_is_handed_out_twice_or_taken_back() {
    for (var placed : placements()) {
      for (var act : acts()) {
        var next = act.apply(placed).next().orElse(placed);
        assertThat(next.highestEpoch()).isGreaterThanOrEqualTo(placed.highestEpoch());
        assertThat(next.epoch()).isGreaterThanOrEqualTo(placed.epoch());
      }
    }
  }

  @Test
  void each_act_may_be_asked_for_again() {
    for (var placed : placements()) {
      for (var act : acts()) {
        var next = act.apply(placed).next();
        if (next.isPresent()) {
          assertThat(act.apply(next.get()))
              .isIn(new Outcome.Made(), new Outcome.Change(next.get()));
        }
      }
    }
  }

  @Test
  void a_free_workload_is_claimed_where_its_writer_is_and_under_the_next_epoch_alone() {
    assertThat(CLAIM.claim(FREE, "east")).isEqualTo(new Outcome.Change(HELD));
    assertThat(CLAIM.claim(FREE, "west")).isEqualTo(new Outcome.Refused(Refusal.MOVED));
    assertThat(new Claim(MINE, NEXT).claim(FREE, "east"))
        .isEqualTo(new Outcome.Refused(Refusal.OVER));
    assertThat(new Claim(OTHERS, NEXT).claim(HELD, "east"))
        .isEqualTo(new Outcome.Refused(Refusal.OPEN));
  }

  @Test
  void a_run_that_is_taken_up_keeps_its_claim_and_gets_none_that_another_run_has_had() {
    assertThat(CLAIM.claimAgain(HELD.claimedBy(MINE))).isEqualTo(new Outcome.Made());
    assertThat(CLAIM.claimAgain(FREE)).isEqualTo(new Outcome.Change(HELD));
    assertThat(CLAIM.claimAgain(FREE.claimedBy(OTHERS).released()))
        .isEqualTo(new Outcome.Refused(Refusal.OVER));
  }

  @Test
  void the_writer_moves_only_while_the_run_holds_the_highest_epoch() {
    assertThat(after(CLAIM.place(HELD, "west")))
        .isEqualTo(new Placement("shop", "west", 2, 2, Optional.of(MINE)));
    assertThat(CLAIM.place(HELD.claimedBy(MINE), "west"))
        .isEqualTo(new Outcome.Refused(Refusal.LOST));
    assertThat(CLAIM.place(FREE, "west")).isEqualTo(new Outcome.Refused(Refusal.LOST));
  }

  @Test
  void a_further_epoch_is_the_one_after_its_own() {
    assertThat(after(CLAIM.takeNext(HELD, NEXT)).highestEpoch()).isEqualTo(NEXT);
    assertThat(CLAIM.takeNext(HELD, NEXT + 1)).isEqualTo(new Outcome.Refused(Refusal.LOST));
  }

  @Test
  void what_was_done_before_is_not_done_again() {
    assertThat(CLAIM.place(after(CLAIM.place(HELD, "west")), "west")).isEqualTo(new Outcome.Made());
    assertThat(CLAIM.takeNext(after(CLAIM.takeNext(HELD, NEXT)), NEXT))
        .isEqualTo(new Outcome.Made());
  }

  @Test
  void a_claim_that_was_given_back_is_over() {
    assertThat(CLAIM.release(HELD)).isEqualTo(new Outcome.Change(HELD.released()));
    assertThat(CLAIM.confirm(HELD.released())).isEqualTo(new Outcome.Refused(Refusal.LOST));
  }
}
