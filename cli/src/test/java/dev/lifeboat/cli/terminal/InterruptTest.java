package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.Main;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  /// Goal: a signal that comes while a command begins leaves the document and no word of Java's.
  ///
  /// Method: a process that ends already begins a command; it may neither fail nor wait to exit.
  @Test
  void what_begins_while_the_process_ends_says_nothing_of_java() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = System.getProperty("java.class.path");
    var late =
        new ProcessBuilder(
                java, "-cp", classes, LateStart.class.getName(), "status", "nosuch.yaml", "--json")
            .start();
    late.getOutputStream().close();

    var out = new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(late.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(err).isEmpty();
    assertThat(out.lines()).hasSize(1);
    assertThat(out).contains("INTERRUPTED", "nothing was changed");
    assertThat(late.waitFor()).isZero();
  }

  /// A program that begins a command once its end has begun.
  static final class LateStart {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private LateStart() {}

    public static void main(String[] words) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> begin(words)));
    }

    private static void begin(String[] words) {
      var complaints = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
      var command =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (var _ = Interrupt.ofThisThread(() -> true).orderly()) {
                  complaints.print(Thread.interrupted() ? "" : "it goes on");
                }
                Main.main(words);
              });
      try {
        complaints.print(command.join(LONGEST) ? "" : "it waits");
      } catch (InterruptedException unexpected) {
        complaints.print("interrupted");
      }
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
