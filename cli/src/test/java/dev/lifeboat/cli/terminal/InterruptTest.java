package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class InterruptTest {
  private static final Map<EndSignal, Integer> CODES =
      Map.of(EndSignal.SIGHUP, 129, EndSignal.SIGINT, 130, EndSignal.SIGTERM, 143);

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

  /// Method: threads that wait under the names of those on which the JDK handles signals.
  @Test
  void what_is_interrupted_ends_with_the_code_of_the_first_signal() throws Exception {
    assertThat(ExitCode.interrupted()).isEqualTo(130);
    for (var signal : EndSignal.values()) {
      var end = new CountDownLatch(1);
      var first = signalled(signal, end);
      var again = signalled(EndSignal.SIGINT, end);
      try {
        assertThat(ErrorDocument.interrupted(true).exitCode()).isEqualTo(ExitCode.interrupted());
        assertThat(ExitCode.interrupted()).isEqualTo(CODES.get(signal));
      } finally {
        end.countDown();
        first.join();
        again.join();
      }
    }
  }

  private static Thread signalled(EndSignal signal, CountDownLatch end) {
    return Thread.ofPlatform()
        .name(signal + " handler")
        .start(() -> {
          try {
            end.await();
          } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
          }
        });
  }

  @Test
  void a_signal_before_a_command_begins_leaves_the_document_and_nothing_begins() {
    for (var asked : List.of("--json", "--format=json", "--format=text")) {
      var out = new StringWriter();
      var terminal = Invocation.terminal(out, new StringWriter());
      var early = new Failures(terminal, "failover", "lifeboat.yaml", asked).early();

      assertThat(early.isEmpty()).as(asked).isEqualTo(asked.endsWith("text"));
      early.ifPresent(EarlySignal::stop);

      assertThat(early.stream().anyMatch(EarlySignal::begin)).isFalse();
      assertThat(out.toString().contains("nothing was changed"))
          .as(asked)
          .isEqualTo(early.isPresent());
    }
  }

  @Test
  void once_a_command_has_begun_it_has_the_last_word_itself() {
    var out = new StringWriter();
    var terminal = Invocation.terminal(out, new StringWriter());
    var early = new Failures(terminal, "status", "--json").early().orElseThrow();

    assertThat(early.begin()).isTrue();
    early.stop();

    assertThat(out.toString()).isEmpty();
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
