package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy.BeyondRpo;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each look is handed in by the test, so nothing here depends on time.
final class ReplicationWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final RpoGuard GUARD =
      new RpoGuard("shop", List.of("orders"), List.of(), Duration.ofSeconds(10), BeyondRpo.REFUSE);

  private final SynchronousQueue<Long> lags = new SynchronousQueue<>();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Test
  void no_look_makes_a_copy_older_than_it_was() throws Exception {
    try (var watch = watch(Backlog.unknown())) {
      look(1);
      look(11);
      look(12);
      assertThat(watch.alarm()).isEmpty();
    }
  }

  @Test
  void the_alarm_is_told_once_when_it_begins_and_once_when_it_is_over() throws Exception {
    try (var watch = watch(behind(30))) {
      look(30);
      assertThat(told.poll(20, TimeUnit.SECONDS)).startsWith("alarm");
      look(30);
      look(2);
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("over");
      assertThat(watch.refusal(NOW)).isEmpty();
    }
    assertThat(told).isEmpty();
  }

  @Test
  @Tag("invariant-40")
  void what_an_earlier_watch_knew_counts_although_this_one_never_saw_a_copy() {
    try (var watch = watch(behind(11))) {
      assertThat(watch.refusal(NOW)).isPresent();
    }
  }

  private void look(long lagSeconds) throws InterruptedException {
    assertThat(lags.offer(lagSeconds, 20, TimeUnit.SECONDS)).isTrue();
  }

  private static Backlog behind(long seconds) {
    return Backlog.unknown().after(List.of(replica(seconds)));
  }

  private static Replica replica(long seconds) {
    return new Replica("orders", Optional.of(NOW.minusSeconds(seconds)), "seen");
  }

  private ReplicationWatch watch(Backlog before) {
    return new ReplicationWatch(
        () -> NOW,
        span -> {},
        () -> List.of(replica(lags.take())),
        GUARD,
        before,
        new ReplicationWatch.Listener() {
          @Override
          public void looked(Backlog backlog) {}

          @Override
          public void fellBehind(Problem alarm) {
            told.add("alarm " + alarm.code());
          }

          @Override
          public void caughtUp() {
            told.add("over");
          }
        });
  }
}
