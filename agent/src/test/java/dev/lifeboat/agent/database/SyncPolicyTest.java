package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.database.SyncPolicy.Order;
import dev.lifeboat.agent.database.SyncPolicy.Phase;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Positions;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SyncPolicyTest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(200);

  private Duration now = Duration.ZERO;
  private SyncPolicy waiting = SyncPolicy.in(Phase.SYNCHRONOUS, now);

  @Test
  void a_replica_that_confirms_is_waited_for_and_one_that_is_away_for_the_bound_is_not() {
    for (int i = 0; i < 100; i++) {
      assertThat(look(100 + i, row("streaming", "sync", 100 + i))).isEqualTo(Order.NOTHING);
    }
    var lost = now;

    Order order;
    do {
      order = look(200, Optional.empty());
    } while (order == Order.NOTHING);

    assertThat(order).isEqualTo(Order.LAPSE);
    assertThat(now.minus(lost)).isBetween(BOUND, BOUND.plus(LOOK.multipliedBy(2)));
    assertThat(look(200, Optional.empty())).as("until it was done").isEqualTo(Order.LAPSE);
  }

  @Test
  void a_connection_that_confirms_nothing_is_no_touch_once_there_is_something_to_confirm() {
    for (int i = 0; i < 100; i++) {
      assertThat(look(100, row("streaming", "sync", 100))).as("idle").isEqualTo(Order.NOTHING);
    }

    assertThat(ordersUntil(11, 101, row("streaming", "sync", 100))).isEqualTo(Order.LAPSE);
  }

  @Test
  void a_replica_that_comes_back_in_time_is_as_if_it_had_never_been_away() {
    for (int round = 0; round < 10; round++) {
      assertThat(ordersUntil(9, 100 + round, Optional.empty())).isEqualTo(Order.NOTHING);
      assertThat(look(100 + round, row("streaming", "sync", 100 + round))).isEqualTo(Order.NOTHING);
    }
  }

  @Test
  void one_that_is_still_catching_up_is_not_waited_for() {
    waiting = SyncPolicy.in(Phase.LAPSED, now);
    for (int i = 0; i < 100; i++) {
      assertThat(look(10_000 + i * 100L, row("catchup", "async", i))).isEqualTo(Order.NOTHING);
      assertThat(look(10_000 + i * 100L, row("streaming", "async", i))).isEqualTo(Order.NOTHING);
    }

    look(30_000, row("streaming", "async", 30_000));
    assertThat(look(30_000, row("streaming", "async", 30_000))).isEqualTo(Order.RETURN);
  }

  @Test
  void a_lapse_ends_only_after_the_server_waits_and_the_replica_has_all_from_before() {
    waiting = SyncPolicy.in(Phase.RETURNING, now);

    assertThat(look(100, row("streaming", "async", 100))).isEqualTo(Order.NOTHING);
    assertThat(look(110, row("streaming", "sync", 100))).as("marks 110").isEqualTo(Order.NOTHING);
    assertThat(look(120, row("streaming", "sync", 109))).isEqualTo(Order.NOTHING);
    assertThat(look(120, row("streaming", "sync", 110))).isEqualTo(Order.END);
  }

  @Test
  void a_return_that_fails_is_given_up_after_the_bound() {
    waiting = SyncPolicy.in(Phase.RETURNING, now);

    assertThat(ordersUntil(11, 100, Optional.empty())).isEqualTo(Order.LAPSE);
  }

  /// Goal: whatever the replica does, an end is told only when everything written before the server
  /// began to wait is on the replica. Method: seeded replicas that come and go, with the test's own
  /// book of what was acknowledged without waiting. The seed is in the message.
  @Test
  @Tag("invariant-31")
  void no_end_is_told_while_something_acknowledged_alone_is_missing() {
    int ends = 0;
    for (long seed = 1; seed <= 300; seed++) {
      ends += live(seed);
    }
    assertThat(ends).as("else it tests nothing").isGreaterThan(300);
  }

  private int live(long seed) {
    var random = new SplittableRandom(seed);
    now = Duration.ZERO;
    waiting = SyncPolicy.in(Phase.LAPSED, now);
    long written = 1;
    long flushed = 0;
    long alone = 1;
    boolean waits = false;
    boolean connected = false;
    int ends = 0;
    for (int i = 0; i < 2_000; i++) {
      connected = random.nextInt(40) == 0 ? !connected : connected;
      flushed = connected ? Math.min(written, flushed + random.nextInt(60)) : flushed;
      written += random.nextInt(10);
      if (!waits) {
        alone = written;
      }
      var row =
          connected
              ? row("streaming", waits ? "sync" : "async", flushed)
              : Optional.<Positions.Replica>empty();
      switch (look(written, row)) {
        case NOTHING -> {}
        case LAPSE -> {
          waits = false;
          waiting = waiting.reached(Phase.LAPSED, now);
        }
        case RETURN -> {
          waits = true;
          alone = written;
          waiting = waiting.reached(Phase.RETURNING, now);
        }
        case END -> {
          assertThat(flushed).as("seed %d, look %d", seed, i).isGreaterThanOrEqualTo(alone);
          ends++;
          waiting = waiting.reached(Phase.SYNCHRONOUS, now);
        }
      }
    }
    return ends;
  }

  private Order ordersUntil(int seconds, long written, Optional<Positions.Replica> row) {
    var end = now.plusSeconds(seconds);
    while (now.compareTo(end) < 0) {
      var order = look(written, row);
      if (order != Order.NOTHING) {
        return order;
      }
    }
    return Order.NOTHING;
  }

  private Order look(long written, Optional<Positions.Replica> row) {
    now = now.plus(LOOK);
    var turn = waiting.after(lsn(written), row, now, BOUND);
    waiting = turn.next();
    return turn.order();
  }

  private static Optional<Positions.Replica> row(String state, String sync, long flush) {
    return Optional.of(
        new Positions.Replica(
            "west",
            state,
            sync,
            Optional.of(lsn(flush)),
            Optional.of(lsn(flush)),
            Optional.of(lsn(flush)),
            Optional.empty()));
  }

  private static Lsn lsn(long position) {
    return Lsn.parse("0/" + Long.toHexString(position).toUpperCase(java.util.Locale.ROOT));
  }
}
