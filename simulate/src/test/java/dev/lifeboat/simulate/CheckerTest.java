package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.simulate.Violation.Invariant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: the checker says which rule is broken, in a world in which the writer is at home.
final class CheckerTest {
  private static final long MILLI = 1_000_000;

  private SimWorld world;

  @BeforeEach
  void calm() throws Exception {
    world = Worlds.calm(Mode.FAILOVER);
    // Between two looks of the agents, which would stop at once what is no writer.
    pass(1_100);
  }

  private void pass(long millis) {
    long end = world.now() + millis * MILLI;
    world.agenda.at(end, () -> {});
    while (world.now() < end) {
      world.agenda.step();
    }
    world.traffic.settle();
  }

  private List<Invariant> broken() {
    return world.checker.violations().stream().map(Violation::invariant).distinct().toList();
  }

  @Test
  void a_world_that_nobody_disturbs_breaks_no_rule_and_serves() {
    pass(5_000);

    assertThat(world.checker.isClean()).isTrue();
    assertThat(world.checker.isServed()).isTrue();
    world.checker.chapterEnds();
    assertThat(broken()).isEmpty();
  }

  @Test
  void two_that_acknowledge_at_once_are_two_writers() {
    var store = world.stores.getFirst();
    var away = store.copy(1);
    away.assign(SimCopy.Duty.WRITER, 2);
    away.beginWriting();
    world.region(1).keeper.ungate();
    pass(1_000);

    assertThat(broken()).contains(Invariant.ONE_WRITER);
    assertThat(world.checker.violations().getFirst().what()).contains("east", "west", "orders");
  }

  @Test
  void a_promotion_that_is_asked_for_while_the_old_side_could_acknowledge_has_no_proof() {
    var intended =
        new Event.PromotionIntended(
            new StepId("promote-orders"), 1, "west", 2, List.of("a fence that does not hold"));

    world.checker.written(intended, world.now());

    assertThat(broken()).containsExactly(Invariant.PROOF_BEFORE_PROMOTION);
  }

  @Test
  void a_promotion_without_any_fence_has_no_proof() {
    world.region(0).die();
    world.checker.written(
        new Event.PromotionIntended(new StepId("promote-orders"), 1, "west", 2, List.of()),
        world.now());

    assertThat(broken()).containsExactly(Invariant.PROOF_BEFORE_PROMOTION);
  }

  @Test
  void two_votes_for_another_while_the_holder_could_acknowledge_are_a_second_writer() {
    world.checker.voted(new Vote("shop", 7, "west", Map.of("west", 7L)));
    assertThat(broken()).as("nobody has voted so").isEmpty();

    // All three have voted for epoch 1; with one of them gone it is two.
    world.voters.getLast().forget();
    world.checker.voted(new Vote("shop", 1, "west", Map.of("west", 1L)));
    assertThat(broken()).containsExactly(Invariant.ONE_WRITER);
  }

  @Test
  void a_planned_move_that_loses_an_acknowledged_write_breaks_a_rule() {
    var store = world.stores.getFirst();
    var away = store.copy(1);
    away.endStream();
    pass(2_000);
    world.region(0).die();
    pass(3_000);
    away.promotedIn(Mode.SWITCHOVER, false);
    away.assign(SimCopy.Duty.WRITER, 2);
    away.beginWriting();
    world.region(1).keeper.ungate();
    pass(1_000);

    assertThat(broken()).contains(Invariant.NOTHING_LOST);
    assertThat(world.checker.earliestLostNanos()).isLessThan(Long.MAX_VALUE);
  }

  @Test
  void what_a_person_accepted_is_no_broken_rule() {
    var store = world.stores.getFirst();
    var away = store.copy(1);
    away.endStream();
    pass(2_000);
    world.region(0).die();
    pass(3_000);
    away.promotedIn(Mode.SWITCHOVER, true);
    away.assign(SimCopy.Duty.WRITER, 2);
    away.beginWriting();
    world.region(1).keeper.ungate();
    pass(1_000);

    assertThat(broken()).isEmpty();
    assertThat(world.checker.earliestLostNanos()).isLessThan(Long.MAX_VALUE);
  }

  @Test
  void a_failover_loses_what_it_followed_last_and_nothing_of_a_later_writer() {
    var store = world.stores.getFirst();
    var away = store.copy(1);
    away.promotedIn(Mode.FAILOVER, false);
    away.assign(SimCopy.Duty.WRITER, 4);
    away.beginWriting();

    world.checker.lost(store, away, lost(1), 0);
    assertThat(broken()).as("that it had followed").isEmpty();

    world.checker.lost(store, away, lost(3), 0);
    assertThat(broken()).containsExactly(Invariant.LOSES_AT_MOST);
  }

  private static SimStore.Acknowledged lost(long epoch) {
    return new SimStore.Acknowledged(0, epoch, 0, false, 0, MILLI);
  }

  @Test
  void no_more_than_eight_are_told() {
    for (int i = 0; i < 20; i++) {
      world.checker.violated(Invariant.RUNS_END, "again");
    }
    assertThat(world.checker.violations()).hasSize(8);
  }
}
