package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RepetitionTest {
  private static final Duration REST = Duration.ofSeconds(7);

  private final AtomicInteger turns = new AtomicInteger();
  private final LinkedTransferQueue<String> told = new LinkedTransferQueue<>();

  /// Method: turns fail twice in the same words, then in others, and each pause is told.
  @Test
  void a_turn_that_fails_is_told_and_the_next_one_comes() throws Exception {
    var work =
        new Repetition(
            "test",
            span -> told.transfer("rests " + span.toSeconds()),
            REST,
            () -> {
              throw new IOException(turns.getAndIncrement() < 2 ? "full" : "gone");
            },
            (failure, again) -> told.add(failure.getMessage() + " " + again));

    work.begin();

    for (var expected : List.of("full false", "full true", "gone false", "gone true")) {
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(expected);
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("rests 7");
    }
    work.end();
  }

  /// Goal: nothing goes on behind the back of whoever ended it, also where that was interrupted.
  @Test
  void a_turn_that_is_under_way_is_waited_for_and_what_has_ended_does_not_begin() throws Exception {
    var inTurn = new CountDownLatch(1);
    var work =
        Repetition.begun(
            "test",
            Thread::sleep,
            REST,
            () -> {
              try {
                inTurn.countDown();
                new CountDownLatch(1).await();
              } finally {
                turns.incrementAndGet();
              }
            });
    inTurn.await();

    Thread.currentThread().interrupt();
    work.end();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(turns).hasValue(1);
    work.begin();
    work.end();
    assertThat(turns).hasValue(1);
  }
}
