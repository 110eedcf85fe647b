package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class InterruptTest {
  private final AtomicInteger lastWords = new AtomicInteger();

  @AfterEach
  void forget_the_interrupt() {
    var _ = Thread.interrupted();
  }

  /// Else the process is gone before the words and the document of the interrupt are out.
  @Test
  void a_process_that_is_stopped_waits_until_that_is_told() throws Exception {
    var interrupt = Interrupt.ofThisThread(this::say).orderly();
    var handler = stopped(interrupt);
    assertThat(Thread.interrupted()).isTrue();

    interrupt.close();
    assertThat(handler.join(Duration.ofMillis(300))).isFalse();

    interrupt.told();
    assertThat(handler.join(Duration.ofSeconds(30))).isTrue();
    assertThat(lastWords).hasValue(0);
  }

  /// It may hang where no interrupt helps, and has nothing to put in order.
  @Test
  void one_that_only_looks_ends_with_a_last_word_at_once() {
    var interrupt = Interrupt.ofThisThread(this::say);

    interrupt.stop();

    assertThat(lastWords).hasValue(1);
    assertThat(Thread.interrupted()).isFalse();
    interrupt.told();
  }

  @Test
  void a_document_that_has_begun_is_waited_for() throws Exception {
    var interrupt = Interrupt.ofThisThread(() -> false);
    var handler = stopped(interrupt);

    interrupt.told();

    assertThat(handler.join(Duration.ofSeconds(30))).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void the_last_word_of_a_command_is_a_document_in_whichever_way_one_was_asked_for() {
    for (var asked : List.of("--json", "--format=json", "--format=text")) {
      var out = new StringWriter();
      var probe = Invocation.at(Invocation.terminal(out, new StringWriter()), new Probe());
      var _ = probe.spec.root().commandLine().parseArgs("command", asked);
      probe.begin();

      assertThat(probe.sayStopped()).isTrue();

      probe.told();
      assertThat(out.toString().contains("INTERRUPTED"))
          .as(asked)
          .isEqualTo(!asked.endsWith("text"));
    }
  }

  @Command(name = "probe")
  private static final class Probe extends TerminalCommand {
    @Option(names = "--format")
    private String format = "";

    @Override
    public Integer call() {
      return format.length();
    }
  }

  private boolean say() {
    lastWords.incrementAndGet();
    return true;
  }

  private static Thread stopped(Interrupt interrupt) {
    var handler = Thread.ofPlatform().start(interrupt::stop);
    while (handler.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return handler;
  }
}
