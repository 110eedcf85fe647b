package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lease.FenceLadder.Move;
import dev.lifeboat.lease.FenceLevel.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FenceLadderTest {

  private static final Duration BEGIN = Duration.ofHours(1);

  private static Duration at(long millis) {
    return BEGIN.plusMillis(millis);
  }

  private static FenceLadder begun() {
    return FenceLadder.from(BEGIN);
  }

  @Test
  void each_level_is_tried_in_order_until_its_deadline() {
    var tried = new ArrayList<FenceLevel>();
    var ladder = begun();
    var now = BEGIN;
    while (ladder.at(now).move() instanceof Move.Try(var level, var until)) {
      assertThat(until).isEqualTo(now.plus(level.deadline()));
      tried.add(level);
      assertThat(ladder.at(until.minusNanos(1)).move()).isEqualTo(ladder.at(now).move());
      ladder = ladder.at(until);
      now = until;
    }
    assertThat(tried).containsExactly(FenceLevel.values());
    assertThat(ladder.move()).isInstanceOf(Move.Exhausted.class);
    assertThat(ladder.said()).hasSize(FenceLevel.values().length);
    assertThat(begun().at(at(3_600_000)).move()).as("after a long pause").isEqualTo(ladder.move());
  }

  @Test
  void a_proof_that_suffices_ends_the_climb() {
    var ladder = begun().met(FenceLevel.HAND_BACK, "epoch 3 ended at east and edge", at(90));
    assertThat(ladder.at(at(60_000)).move())
        .isEqualTo(
            new Move.Proven(
                FenceLevel.HAND_BACK, List.of("HAND_BACK: epoch 3 ended at east and edge")));
  }

  @Test
  void the_cut_alone_proves_nothing_and_leads_to_the_wait() {
    var ladder =
        begun()
            .silent(Actor.KEEPER, "timed out", at(300))
            .silent(Actor.AGENT, "timed out", at(300))
            .failed(FenceLevel.KILL, "no answer of the host", at(320))
            .met(FenceLevel.CUT_OFF, "closed", at(350));
    assertThat(ladder.move()).isEqualTo(new Move.Try(FenceLevel.WAIT_OUT, at(10_350)));
    assertThat(ladder.met(FenceLevel.WAIT_OUT, "west and edge granted epoch 4", at(2_000)).move())
        .isInstanceOf(Move.Proven.class);
  }

  @Test
  void levels_of_a_silent_actor_are_passed_over() {
    var ladder = begun().silent(Actor.AGENT, "timed out", at(10));
    assertThat(ladder.level()).isEqualTo(FenceLevel.HAND_BACK);
    assertThat(ladder.failed(FenceLevel.HAND_BACK, "refused", at(20)).level())
        .isEqualTo(FenceLevel.KILL);
    assertThat(ladder.silent(Actor.AGENT, "again", at(30))).isEqualTo(ladder);
  }

  @Test
  void a_failure_of_another_level_changes_nothing_and_a_late_proof_counts() {
    var ladder = begun().failed(FenceLevel.HAND_BACK, "refused", at(20));
    assertThat(ladder.failed(FenceLevel.HAND_BACK, "late", at(30))).isEqualTo(ladder);
    assertThat(ladder.met(FenceLevel.HAND_BACK, "it did after all", at(40)).move())
        .isInstanceOf(Move.Proven.class);
    var end = begun().at(at(3_600_000));
    assertThat(end.move()).isInstanceOf(Move.Exhausted.class);
    assertThat(end.met(FenceLevel.KILL, "all gone", at(3_600_001)).move())
        .isInstanceOf(Move.Proven.class);
  }

  @Test
  void every_level_but_the_cut_proves_that_nobody_writes() {
    for (var level : FenceLevel.values()) {
      assertThat(level.deadline()).isPositive();
      assertThat(level.suffices()).isEqualTo(level != FenceLevel.CUT_OFF);
    }
  }
}
