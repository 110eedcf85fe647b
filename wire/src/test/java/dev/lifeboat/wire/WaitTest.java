package dev.lifeboat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WaitTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void what_may_pass_is_called_again_until_it_is_answered() throws Exception {
    int answer =
        new Wait(LONG, Duration.ZERO)
            .answer(() -> failing("not yet", 3), failed -> failed.getMessage().equals("not yet"));

    assertThat(answer).isEqualTo(3);
  }

  @Test
  void what_does_not_pass_is_called_once() {
    var wait = new Wait(LONG, Duration.ZERO);

    assertThatThrownBy(() -> wait.answer(() -> failing("never", 3), _ -> false))
        .isInstanceOf(IOException.class)
        .hasMessage("never");
    assertThat(calls).hasValue(1);
  }

  @Test
  void a_call_is_made_once_at_least() throws Exception {
    assertThat(new Wait(Duration.ZERO, LONG).answer(() -> failing("never", 1))).isEqualTo(1);
  }

  private int failing(String why, int until) throws IOException {
    if (calls.incrementAndGet() < until) {
      throw new IOException(why);
    }
    return calls.get();
  }
}
