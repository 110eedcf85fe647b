package dev.lifeboat.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.Schemas;
import dev.lifeboat.cli.move.RunDocument;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.control.MemoryRuns;
import dev.lifeboat.control.PastRuns;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Mode;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Another terminal shows what the one that executes the run shows.
final class WatchedRunTest {

  @TempDir private Path state;

  @Test
  void whoever_watches_a_run_to_its_end_is_shown_its_messages_too() throws Exception {
    var err = new StringWriter();
    assertThat(execute(false, new StringWriter(), err)).isZero();
    var run = new RunRecords(state).list().getFirst().run();

    var watched = Invocation.of("watch", run, "--state", state);

    assertThat(err.toString()).containsPattern("tell-\\S+ +shown");
    assertThat(withoutTime(watched.err())).isEqualTo(withoutTime(err.toString()));
  }

  @Test
  void whoever_watches_a_run_sees_its_lines_its_end_and_its_exit_code() throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode = execute(true, out, err);
    var run = new RunRecords(state).list().getFirst().run();

    var watched = Invocation.of("watch", run, "--state", state);

    assertThat(withoutTime(watched.err())).isEqualTo(withoutTime(err.toString()));
    assertThat(watched.err().lines()).hasSizeGreaterThan(4);
    assertThat(watched.out()).isEqualTo(out.toString());
    assertThat(watched.exitCode()).isEqualTo(exitCode).isNotZero();
  }

  @Test
  void a_process_that_was_killed_is_named_and_how_to_go_on() throws Exception {
    var run = "20261120-080000-bbbb";
    new PastRuns(state).open(run);
    var process = killed(run);

    var watched = Invocation.of("watch", run, "--state", state);

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.err()).contains("process %d executed the run and is".formatted(process));
    assertThat(watched.out())
        .contains("no process of this machine executes it", "go on with  lifeboat resume " + run);
  }

  /// Goal: nobody is sent to take up what cannot be taken up, nor told that it runs.
  @Test
  void one_whose_claim_was_dropped_is_gone_on_with_by_nobody() throws Exception {
    var run = "20261120-080000-bbbb";
    new PastRuns(state).open(run);
    var folder = state.resolve("runs").resolve(run);
    Files.writeString(
        folder.resolve("dropped-claim.json"),
        """
        {"schema":"lifeboat.dropped-claim/v1","run":"%s","workload":"shop","writer":"east","epoch":1,
         "highestEpoch":1,"journal":"","word":{"by":"ann","reason":"its lab is gone",
         "at":"2026-11-20T09:00:00Z"}}
        """
            .formatted(run));

    var watched = Invocation.of("watch", run, "--state", state);

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.out())
        .contains("claim-dropped", "by ann: its lab is gone")
        .doesNotContain("resume", "at work");
    assertThat(Invocation.of("report", run, "--state", state).exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("nobody goes on: ann dropped its claim: its lab is gone")
        .doesNotContain("lifeboat resume");
  }

  /// Goal: a script does not take a drill that was cut off for a failover that was done.
  @Test
  void a_drill_that_was_interrupted_after_its_failover_has_failed() throws Exception {
    var run = "20261120-080000-bbbb";
    var past = new PastRuns(state);
    past.open(run, "drill: region-loss");
    past.append(run, new Event.RunEnded(Event.Outcome.DONE, "every goal is met"));

    var watched = Invocation.of("watch", run, "--state", state);

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.err()).contains("the drill was interrupted");
  }

  /// One word with `runs` and `status`, and one that the document may have.
  @ParameterizedTest
  @CsvSource({"a test, open", "drill: region-loss, running"})
  void one_that_was_killed_on_its_way_is_open_and_no_document_is_broken_by_it(
      String reason, String outcome) throws Exception {
    var run = "20261120-080000-bbbb";
    new PastRuns(state).open(run, reason);
    killed(run);

    var watched = Invocation.of("watch", run, "--state", state, "--json");

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.json().path("outcome").asString()).isEqualTo(outcome);
    assertThat(Schemas.mistakes(watched.json())).isEmpty();
  }

  @Test
  void one_that_was_killed_after_its_run_says_what_was_not_done() throws Exception {
    var run = "20261120-080000-bbbb";
    var past = new PastRuns(state);
    past.open(run);
    past.end(run);
    killed(run);

    var watched = Invocation.of("watch", run, "--state", state, "--json");

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.json().path("exitCode").asInt()).isEqualTo(1);
    assertThat(watched.err()).contains("what follows the run", "see 'lifeboat status --state ");
  }

  /// Goal: while a run has no journal yet, or never has one, time passes for whoever follows it.
  @Test
  void the_time_of_a_run_without_a_journal_counts_from_its_beginning() throws Exception {
    var run = "20200101-080000-bbbb";
    Files.createDirectories(state.resolve("runs").resolve(run));
    var process = killed(run);

    var watched = Invocation.of("watch", run, "--state", state);

    assertThat(watched.err()).contains("LB4004", "never began");
    var told = watched.err().lines().filter(line -> line.contains("process " + process));
    assertThat(told.map(line -> Double.parseDouble(line.strip().split(" ")[0])))
        .singleElement(InstanceOfAssertFactories.DOUBLE)
        .as("seconds since it began")
        .isGreaterThan(3600);
  }

  private long killed(String run) throws Exception {
    var gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    Files.createFile(
        state.resolve("runs").resolve("%s.%d-1764000000.controller".formatted(run, gone.pid())));
    return gone.pid();
  }

  private int execute(boolean undo, StringWriter out, StringWriter err) throws Exception {
    var terminal = Invocation.terminal(out, err);
    try (var progress =
        new ProgressPrinter(terminal.err(), ProgressPrinter.Form.text, Clock.systemUTC())) {
      var stopped =
          new MemoryRuns(state).execute(Mode.SWITCHOVER, undo, terminal.requester(progress, "ann"));
      return RunDocument.print(stopped, terminal, new Options());
    }
  }

  /// All lines but that of the key, which is made once on each machine.
  private static List<String> withoutTime(String lines) {
    return lines
        .lines()
        .map(line -> line.substring(10))
        .filter(it -> !it.contains(" key "))
        .toList();
  }
}
