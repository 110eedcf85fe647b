package dev.lifeboat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParallelLooksTest {
  private final ParallelLooks looks = new ParallelLooks(Duration.ofMillis(200));

  @Test
  void a_look_that_hangs_is_late_and_holds_up_no_other() throws Exception {
    var never = new CountDownLatch(1);
    var hanging =
        looks.add(
            () -> {
              never.await();
              return "an answer";
            },
            why -> why);
    var quick = looks.add(() -> "an answer", why -> why);

    looks.take();

    assertThat(hanging.get()).isEqualTo("no answer in 200 ms");
    assertThat(quick.get()).isEqualTo("an answer");
  }

  /// Clients of a library answer an interrupt in their own way.
  @Test
  void however_a_look_ends_that_is_interrupted_at_the_deadline_it_is_late() throws Exception {
    var looking = new AtomicReference<Thread>();
    var stopped =
        looks.<String>add(
            () -> {
              looking.set(Thread.currentThread());
              try {
                new CountDownLatch(1).await();
                return "an answer";
              } catch (InterruptedException deadline) {
                throw new IllegalStateException("given up", deadline);
              }
            },
            why -> why);

    looks.take();
    looking.get().join();

    assertThat(stopped.get()).isEqualTo("no answer in 200 ms");
  }

  @Test
  void a_look_that_fails_tells_why_and_is_not_late() throws Exception {
    var failing =
        looks.<String>add(
            () -> {
              throw new IOException("connection refused");
            },
            why -> why);

    looks.take();

    assertThat(failing.get()).isEqualTo("connection refused");
  }

  @Test
  void a_mistake_of_the_program_ends_whoever_asked() throws Exception {
    var mistaken =
        looks.<String>add(
            () -> {
              throw new IllegalStateException("a mistake");
            },
            why -> why);

    looks.take();

    assertThatThrownBy(mistaken::get).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            ParallelLooks.all(
                Stream.of("one"),
                it -> {
                  throw new IllegalArgumentException(it);
                }))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
