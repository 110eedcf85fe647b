package dev.lifeboat.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.move.RunDocument;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.Talk;
import dev.lifeboat.control.MemoryRuns;
import dev.lifeboat.control.PastRuns;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.runbook.Mode;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another terminal shows what the one that executes the run shows.
final class WatchedRunTest {

  @TempDir private Path state;

  @Test
  void whoever_watches_a_run_sees_its_lines_its_end_and_its_exit_code() throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode = execute(out, err);
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
    var gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    Files.createFile(
        state.resolve("runs").resolve("%s.%d-1764000000.controller".formatted(run, gone.pid())));

    var watched = Invocation.of("watch", run, "--state", state);

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.err()).contains("process %d executed the run and is".formatted(gone.pid()));
    assertThat(watched.out()).contains("go on with  lifeboat resume " + run);
  }

  private int execute(StringWriter out, StringWriter err) throws Exception {
    var terminal = Invocation.terminal(out, err);
    try (var talk = new Talk(terminal.err(), Talk.Form.text, Clock.systemUTC())) {
      var stopped =
          new MemoryRuns(state).execute(Mode.SWITCHOVER, true, terminal.requester(talk, "ann"));
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
