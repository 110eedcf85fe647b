package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lease.KeptLease;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A region's lease in the simulated world, which `east` holds under epoch 1 when a test begins.
final class SimKeeperTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  /// Less than a lease lasts, and more than a question and its answer take.
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final SimWorld world = Worlds.calm(Mode.FAILOVER);
  private final SimKeeper home = world.region(0).keeper;
  private final SimKeeper away = world.region(1).keeper;

  SimKeeperTest() throws ProblemException {}

  private void pass(Duration time) {
    Worlds.pass(world, time);
  }

  private void cut(SimSite one, SimSite other) {
    world.network.cut(one, other);
    world.network.cut(other, one);
  }

  private void mend(SimSite one, SimSite other) {
    world.network.mend(one, other);
    world.network.mend(other, one);
  }

  @Test
  void a_lease_lasts_as_long_as_two_voters_answer() {
    pass(LONG);
    assertThat(home.holds(1)).isTrue();
    assertThat(home.holds(2)).isFalse();
    cut(SimSite.HOME, SimSite.AWAY);
    pass(LONG);
    assertThat(home.holds(1)).isTrue();

    cut(SimSite.HOME, SimSite.ARBITER);
    pass(world.terms.length());

    assertThat(home.holds(1)).isFalse();
    assertThat(home.gateEndNanos()).isLessThanOrEqualTo(world.now());
    mend(SimSite.HOME, SimSite.ARBITER);
    pass(LONG);
    assertThat(home.holds(1)).isTrue();
  }

  @Test
  void the_next_one_opens_once_the_one_before_is_shut() {
    cut(SimSite.HOME, SimSite.AWAY);
    cut(SimSite.HOME, SimSite.ARBITER);
    assertThat(away.acquire(2)).isTrue();

    pass(LONG);

    assertThat(away.holds(2)).isTrue();
    assertThat(home.gateEndNanos()).isLessThan(away.openSinceNanos());
  }

  /// @return whether `west` has the lease within a moment, once `east` gave it up some time ago
  private boolean isHadSoon(Runnable givesUp) {
    givesUp.run();
    pass(Duration.ofMillis(400));
    assertThat(away.acquire(2)).isTrue();
    pass(MOMENT);
    return away.holds(2);
  }

  @Test
  void a_lease_that_is_handed_back_is_had_soon() {
    assertThat(isHadSoon(() -> home.handBack(1))).isTrue();
  }

  @Test
  void silence_is_waited_out() {
    assertThat(isHadSoon(() -> world.region(0).die())).isFalse();
    pass(LONG);
    assertThat(away.holds(2)).isTrue();
  }

  @Test
  void a_gateway_that_does_not_say_that_it_stopped_is_waited_out() {
    world.region(0).copies.stream()
        .filter(it -> it.store.kind.bucket())
        .forEach(it -> it.server.kill());
    assertThat(isHadSoon(() -> home.handBack(1))).isFalse();
  }

  @Test
  void an_earlier_epoch_hands_nothing_back_and_asks_for_nothing() {
    home.handBack(0);
    assertThat(home.holds(1)).isTrue();
    assertThat(away.acquire(3)).isTrue();
    assertThat(away.acquire(2)).isFalse();
    assertThat(away.epoch()).isEqualTo(3);
  }

  @Test
  void after_a_restart_it_holds_what_it_held_once_it_has_the_votes_anew() {
    world.region(0).startKeeper();
    while (!home.program.isUp()) {
      world.agenda.step();
    }
    assertThat(home.holds(1)).isFalse();
    pass(LONG);
    assertThat(home.holds(1)).isTrue();
  }

  @Test
  void what_was_handed_back_is_never_held_again_under_its_epoch() {
    home.handBack(1);
    world.region(0).startKeeper();
    pass(LONG);
    assertThat(home.epoch()).isZero();
    assertThat(home.acquire(1)).isFalse();
    assertThat(home.acquire(2)).isTrue();
  }

  @Test
  void a_word_stands_in_for_votes_that_cannot_be_had_and_for_no_others() {
    world.region(0).die();
    away.acquireByWord(2, "ann");
    pass(LONG);
    assertThat(away.holds(2)).isTrue();
    assertThat(away.byWord()).isFalse();
  }

  @Test
  void a_word_counts_when_votes_were_asked_for_long_enough_and_until_they_come() {
    world.region(0).die();
    cut(SimSite.AWAY, SimSite.ARBITER);
    away.acquireByWord(2, "ann");
    pass(KeptLease.LONGEST_VOTE.minus(MOMENT));
    assertThat(away.holds(2)).isFalse();
    pass(MOMENT.multipliedBy(2));
    assertThat(away.holds(2)).isTrue();
    assertThat(away.byWord()).isTrue();

    mend(SimSite.AWAY, SimSite.ARBITER);
    pass(LONG);

    assertThat(away.holds(2)).isTrue();
    assertThat(away.byWord()).isFalse();
  }
}
