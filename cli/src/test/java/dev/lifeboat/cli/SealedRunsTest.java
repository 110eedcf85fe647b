package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.control.MemoryRuns;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.evidence.PythonVerifier;
import dev.lifeboat.runbook.Mode;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What `evidence verify` says of runs as the engine makes them.
class SealedRunsTest {

  @TempDir private Path state;
  private MemoryRuns runs;

  @BeforeEach
  void place_the_writer_in_east() throws Exception {
    runs = new MemoryRuns(state);
  }

  /// One of them is taken back: both verifiers must believe each.
  @Test
  void every_run_is_sealed_and_the_script_verifies_it_too() throws Exception {
    execute(Mode.SWITCHOVER, true);
    execute(Mode.FAILOVER, false);

    var runs = new RunRecords(state).list();
    assertThat(runs)
        .extracting(run -> run.outcome().word())
        .containsExactlyInAnyOrder("undone", "done");
    for (var run : runs) {
      var verified = Invocation.of("evidence", "verify", run.folder(), "--state", state);
      assertThat(verified.exitCode()).as(verified.toString()).isZero();
      assertThat(verified.out()).startsWith("intact  run " + run.run());
      assertThat(PythonVerifier.said(run.folder()))
          .contains("intact, signer unknown, run " + run.run());
    }
  }

  /// The chain is kept with the placement, so it does not matter who executes the next run.
  @Test
  void each_run_names_the_seal_of_the_one_before_it() throws Exception {
    execute(Mode.SWITCHOVER, true);
    execute(Mode.FAILOVER, false);

    var runs = verified();
    var first = runs.getFirst();
    var second = runs.getLast();
    var kind = first.path("chain").path("predecessors").path(0).path("predecessor").asString();
    var named = second.path("chain").path("predecessors").path(0);
    assertThat(kind).isEqualTo("First");
    assertThat(named.path("run")).isEqualTo(first.path("run"));
    assertThat(named.path("seal")).isEqualTo(first.path("chain").path("seal"));
    // The undo has an epoch of its own.
    assertThat(named.path("epoch").asLong())
        .isEqualTo(first.path("chain").path("epoch").asLong() + 1);
  }

  /// Method: three runs; the one in the middle is left out, then closed and signed anew.
  @Test
  void folders_together_show_which_run_was_left_out_or_made_anew() throws Exception {
    for (int i = 0; i < 3; i++) {
      execute(Mode.SWITCHOVER, true);
    }
    var all = state.resolve("runs");
    var middle = verified().get(1).path("run").asString();
    var folder = all.resolve(middle);
    var aside = state.resolve("aside");
    assertThat(together(all)).isEqualTo("0 nothing sealed is missing  3 folders; ");

    Files.move(folder, aside);
    assertThat(together(all)).startsWith("1 broken  2 folders; missing").contains(middle);

    Files.move(aside, folder);
    var lines = Files.readAllLines(folder.resolve("journal.jsonl"));
    Files.write(folder.resolve("journal.jsonl"), lines.subList(0, lines.size() - 1));
    Files.delete(folder.resolve("seal.json"));
    assertThat(Invocation.of("evidence", "seal", middle, "--state", state).exitCode()).isZero();
    assertThat(together(all)).startsWith("1 broken  3 folders; other").contains(middle);
  }

  /// Exit code and last lines; the script must find the same.
  private String together(Path runs) throws Exception {
    var told = Invocation.of("evidence", "verify", runs, "--state", state);
    var json = Invocation.of("evidence", "verify", runs, "--state", state, "--json").json();
    assertThat(Schemas.mistakes(json)).isEmpty();
    var lines = told.out().lines().toList();
    int at = (int) lines.stream().takeWhile(it -> !it.endsWith(" folders")).count();
    var gaps = lines.subList(at + 1, Math.max(at + 1, lines.size() - 2));
    var said = PythonVerifier.said(runs);
    for (var gap : json.path("gaps")) {
      assertThat(said)
          .contains(
              gap.path("kind").asString()
                  + ": run "
                  + gap.path("run").asString()
                  + ": "
                  + gap.path("why").asString());
    }
    return told.exitCode() + " " + lines.get(at) + "; " + String.join(" ", gaps).strip();
  }

  /// What is said of each folder, by epoch: names of one second are in no order.
  private List<JsonNode> verified() throws Exception {
    var all = new ArrayList<JsonNode>();
    for (var run : new RunRecords(state).list()) {
      var told = Invocation.of("evidence", "verify", run.folder(), "--state", state, "--json");
      assertThat(Schemas.mistakes(told.json())).as(told.out()).isEmpty();
      all.add(told.json());
    }
    all.sort(Comparator.comparing(it -> it.path("chain").path("epoch").asLong()));
    return all;
  }

  private void execute(Mode mode, boolean undo) throws Exception {
    var terminal = Invocation.terminal(new StringWriter(), new StringWriter());
    try (var progress =
        new ProgressPrinter(terminal.err(), ProgressPrinter.Form.text, Clock.systemUTC())) {
      var _ = runs.execute(mode, undo, terminal.requester(progress, "ann"));
    }
  }
}
