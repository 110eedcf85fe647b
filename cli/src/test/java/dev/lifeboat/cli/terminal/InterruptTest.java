package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InterruptTest {

  /// Else the process is gone before the words and the document of the interrupt are out.
  @Test
  void a_process_that_is_stopped_waits_until_that_is_told() throws Exception {
    var interrupt = Interrupt.ofThisThread();
    var command = Thread.ofPlatform().unstarted(() -> {});
    var handler = Thread.ofPlatform().start(() -> interrupt.stop(command));
    while (handler.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    interrupt.close();
    assertThat(handler.join(Duration.ofMillis(300))).isFalse();

    interrupt.told();
    assertThat(handler.join(Duration.ofSeconds(30))).isTrue();
  }
}
