package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TalkTest {

  /// Whoever looks is not left without a word for eleven seconds.
  @Test
  void a_look_that_takes_long_says_every_two_seconds_that_it_is_still_at_work() throws Exception {
    var said = new LinkedBlockingQueue<String>();
    try (var _ = Talk.ofLook(writer(said), Talk.Form.text, Clock.systemUTC(), "check")) {
      for (int i = 0; i < 2; i++) {
        assertThat(said.poll(10, TimeUnit.SECONDS)).contains("check is still at work");
      }
    }
  }

  /// Goal: whoever sits at a terminal reads every two seconds what is waited for.
  @Test
  void at_a_terminal_what_is_waited_for_is_said_again_and_again() throws Exception {
    var said = new LinkedBlockingQueue<String>();
    var clock = Clock.systemUTC();
    try (var talk = Talk.atTerminal(writer(said), Talk.Form.text, clock, clock.instant())) {
      talk.whileWaiting(() -> "three views of east");
      for (int i = 0; i < 2; i++) {
        assertThat(said.poll(10, TimeUnit.SECONDS)).contains("still", "three views of east");
      }
    }
  }

  private static PrintWriter writer(BlockingQueue<String> lines) {
    return new PrintWriter(new StringWriter()) {
      @Override
      public void println(String line) {
        lines.add(line);
      }
    };
  }
}
