package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.control.ProgressEvent;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Watcher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

final class ProgressPrinterTest {
  private static final Instant BEGAN = Instant.parse("2026-11-20T15:00:00Z");
  private static final Duration WAIT = Duration.ofMinutes(5);

  /// Whoever looks is not left without a word for eleven seconds.
  @Test
  void a_look_that_takes_long_says_every_two_seconds_that_it_is_still_at_work() throws Exception {
    var said = new LinkedBlockingQueue<String>();
    var form = ProgressPrinter.Form.text;
    try (var _ =
        ProgressPrinter.ofLook(
            writer(said), form, Clock.systemUTC(), true, Thread::sleep, "check")) {
      for (int i = 0; i < 2; i++) {
        assertThat(said.poll(10, TimeUnit.SECONDS)).contains("check is still at work");
      }
    }
    assertThat(silences(true, ProgressPrinterTest::look))
        .allSatisfy(it -> assertThat(it).isLessThanOrEqualTo(Duration.ofSeconds(2)));
  }

  /// A log of a look is not filled by what nobody reads at once: whoever does hears soon, and a
  /// pipe no later than of all else.
  @Test
  void into_a_file_a_look_says_so_ever_more_rarely() throws Exception {
    var silences = silences(false, ProgressPrinterTest::look);

    assertThat(silences.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(silences).isSorted().hasSizeBetween(14, 20);
    assertThat(silences.getLast()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
  }

  private static ProgressPrinter look(
      PrintWriter err, InstantSource clock, boolean screen, Watcher.Pause pause) {
    return ProgressPrinter.ofLook(err, ProgressPrinter.Form.text, clock, screen, pause, "check");
  }

  /// Goal: whoever sits at a screen reads every two seconds what is waited for, and a file soon,
  /// then every thirty.
  ///
  /// Method: the pause between two heartbeats moves the clock, for five minutes.
  @ParameterizedTest
  @CsvSource({"true, text, 2", "true, json, 2", "false, text, 30", "false, json, 30"})
  void what_is_waited_for_is_said_again_and_again(
      boolean screen, ProgressPrinter.Form form, int seconds) throws Exception {
    var silences =
        silences(
            screen,
            (err, clock, atOnce, pause) ->
                new ProgressPrinter(err, form, clock, BEGAN, atOnce, pause));

    assertThat(silences)
        .allSatisfy(it -> assertThat(it).isLessThanOrEqualTo(Duration.ofSeconds(seconds)));
    assertThat(silences.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat((long) silences.size())
        .isBetween(WAIT.toSeconds() / seconds, 2 * WAIT.toSeconds() / seconds);
  }

  /// A printer whose clock is moved.
  private interface Timed {
    ProgressPrinter begin(
        PrintWriter err, InstantSource clock, boolean screen, Watcher.Pause pause);
  }

  /// How long it was silent before each of its lines, for five minutes.
  private static List<Duration> silences(boolean screen, Timed timed) throws Exception {
    var now = new AtomicReference<>(BEGAN);
    var last = new AtomicReference<>(BEGAN);
    var silences = new ArrayList<Duration>();
    var over = new CountDownLatch(1);
    var err =
        new PrintWriter(new StringWriter()) {
          @Override
          public void println(String line) {
            assertThat(line).contains("waiting", "still", "at work");
            silences.add(Duration.between(last.getAndSet(now.get()), now.get()));
          }
        };
    // The first turns need what the printer is told last: they wait for it.
    var begun = new CountDownLatch(1);
    Watcher.Pause pause =
        span -> {
          begun.await();
          if (now.updateAndGet(it -> it.plus(span)).isAfter(BEGAN.plus(WAIT))) {
            over.countDown();
            throw new InterruptedException();
          }
        };
    try (var _ = timed.begin(err, now::get, screen, pause)) {
      begun.countDown();
      assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
    }
    return silences;
  }

  /// A person never looks at a still screen; a file holds what changed.
  @ParameterizedTest
  @CsvSource({"true, text, 3", "true, json, 1", "false, text, 1"})
  void what_clients_see_is_told_each_second_at_a_screen_and_else_at_a_change(
      boolean screen, ProgressPrinter.Form form, int lines) {
    var said = new StringWriter();
    var now = new AtomicReference<>(BEGAN);
    try (var progress =
        new ProgressPrinter(
            new PrintWriter(said),
            form,
            now::get,
            BEGAN,
            screen,
            _ -> new CountDownLatch(1).await())) {
      progress.tell("fault", "begun", "region-loss");
      progress.on(clients(true));
      assertThat(said.toString().lines())
          .as("beside another line")
          .hasSize(screen && lines > 1 ? 1 : 2);
      for (int second = 1; second <= 3; second++) {
        now.updateAndGet(it -> it.plusSeconds(1));
        progress.on(clients(false));
      }
    }
    assertThat(said.toString().lines()).hasSize(1 + lines);
  }

  private static ProgressEvent.Clients clients(boolean changed) {
    var line = new ProgressEvent.Noted("clients", "down", "0 written, 9 refused, 2 unanswered");
    return new ProgressEvent.Clients(line, changed);
  }

  /// Goal: a question stays the last line on the screen until it is answered.
  ///
  /// Method: it is answered ten seconds later, by the clock of the heartbeats.
  @Test
  void nothing_is_said_beside_an_open_question() throws Exception {
    var said = new LinkedBlockingQueue<String>();
    var now = new AtomicReference<>(BEGAN);
    var asked = new CountDownLatch(1);
    var beats = new CountDownLatch(40);
    Watcher.Pause pause =
        span -> {
          asked.await();
          now.updateAndGet(it -> it.plus(span));
          beats.countDown();
          if (beats.getCount() == 0) {
            new CountDownLatch(1).await();
          }
        };
    var prompt =
        new Prompt(_ -> {
          asked.countDown();
          return Optional.of(awaited(beats));
        });

    try (var progress =
        new ProgressPrinter(
            writer(said), ProgressPrinter.Form.text, now::get, BEGAN, true, pause)) {
      progress.beside(Optional.of(prompt));
      assertThat(prompt.apply("Go on? [y/N]")).contains("yes");
    }

    assertThat(now.get()).isEqualTo(BEGAN.plusSeconds(10));
    assertThat(said).isEmpty();
  }

  private static String awaited(CountDownLatch over) {
    try {
      return over.await(20, TimeUnit.SECONDS) ? "yes" : "no";
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void whatever_a_command_tells_stops_while_it_asks() throws Exception {
    var terminal =
        new Terminal(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Optional.of(_ -> Optional.empty()),
            new Screens(true, true, false),
            80);
    var command = Invocation.at(terminal, new Waiting());

    try (var progress = command.waitFor("three views of east");
        var look = command.looking()) {
      var quiet =
          (Supplier<List<Boolean>>)
              () -> Stream.of(progress, look).map(it -> it.quietFor(Duration.ZERO)).toList();

      assertThat(quiet.get()).containsOnly(true);
      assertThat(terminal.prompt().orElseThrow().during(quiet)).containsOnly(false);
    }
  }

  /// Also where nobody can answer, and where its form is JSON.
  @Test
  void standard_error_alone_decides_whether_somebody_waits() throws Exception {
    var said = new LinkedBlockingQueue<String>();
    var terminal = terminal(said, new Screens(false, true, false));
    var command = Invocation.at(terminal, new Waiting());

    try (var _ = command.waitFor("three views of east")) {
      assertThat(said.poll(10, TimeUnit.SECONDS)).contains("still", "three views of east");
    }
  }

  /// Whoever reads a pipe knows after which silence nobody is at work any more.
  @Test
  void a_pipe_is_told_at_once_how_often_it_hears_of_the_command() throws Exception {
    var said = new LinkedBlockingQueue<String>();
    var terminal = terminal(said, new Screens(true, false, false));

    try (var _ = Invocation.at(terminal, new Waiting()).waitFor("nothing")) {
      assertThat(said.poll(10, TimeUnit.SECONDS))
          .contains("\"phase\":\"progress\"", "every 30 s at the latest");
    }
  }

  @Command(name = "waiting")
  private static final class Waiting extends TerminalCommand {
    ProgressPrinter waitFor(String what) throws ProblemException {
      options.progress = ProgressPrinter.Form.json;
      var progress = progress();
      progress.whileWaiting(() -> what);
      return progress;
    }

    @Override
    public Integer call() {
      return 0;
    }
  }

  private static Terminal terminal(BlockingQueue<String> said, Screens screens) {
    return new Terminal(
        new PrintWriter(new StringWriter()), writer(said), Optional.empty(), screens, 80);
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
