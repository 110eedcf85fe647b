package dev.lifeboat.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.control.OpenRuns;
import dev.lifeboat.control.PastRuns;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Words and columns in which runs are told, and in which it is told that there are none.
final class RunListTest {
  @TempDir private Path state;
  private PastRuns past;

  @BeforeEach
  void begin() throws Exception {
    past = new PastRuns(state);
  }

  private Invocation run(Object... words) {
    return Invocation.of(Stream.concat(Stream.of(words), Stream.of("--state", state)).toArray());
  }

  /// One reason stands for all, so it is said whose it is.
  @Test
  void of_several_that_cannot_be_read_the_newest_is_told() throws Exception {
    for (var run : List.of("20261119-090000-bbbb", "20261119-100000-cccc")) {
      Files.createDirectories(state.resolve("runs").resolve(run).resolve("journal.jsonl"));
    }
    var newest = state.resolve("runs/20261119-100000-cccc/journal.jsonl");

    assertThat(run("resume").err())
        .contains(
            "2 of 2 runs cannot be read; the newest: cannot read the journal %s: Is a directory"
                .formatted(newest))
        .doesNotContain("be read: cannot");
  }

  @Test
  void where_there_is_no_state_folder_that_is_said(@TempDir Path empty) {
    var nowhere = empty.resolve("nowhere");
    var none = "no state folder was found: %s is not there";

    assertThatThrownBy(() -> new OpenRuns(new RunRecords(nowhere)).only())
        .hasMessageContaining(none.formatted(nowhere));
    assertThat(RunsCommand.none(nowhere, false)).isEqualTo(none.formatted(nowhere));
    assertThat(RunsCommand.none(empty, false)).isEqualTo("no runs below " + empty);
    assertThat(RunsCommand.none(empty, true)).isEqualTo("no such runs below " + empty);
  }

  /// Method: the longest word of a scenario, and a short one.
  @Test
  void no_word_breaks_its_column() throws Exception {
    past.drill("20261119-090000-bbbb", "passed");
    past.drill("20261119-100000-cccc", "passed");
    var result = state.resolve("runs/20261119-090000-bbbb/result.json");
    var text = Files.readString(result);
    for (var word : Scenarios.all().stream().map(Scenario::word).toList()) {
      Files.writeString(result, text.replace("region-loss", word));

      var lines = run("runs").out().lines().skip(1).map(it -> it.indexOf(" passed ")).toList();

      assertThat(lines).as(word).hasSize(2);
      assertThat(lines.getFirst()).as(word).isEqualTo(lines.getLast());
    }
  }

  /// Goal: the head shows what a recovery took, be it too long, and nothing of a drill without one.
  @Test
  void a_drill_that_recovered_nothing_heads_with_no_figure() throws Exception {
    past.drill("20261119-090000-bbbb", "failed");
    assertThat(run("status", Invocation.STOREFRONT).out())
        .contains(
            "RTO not measured by a drill that recovered (objective 15 min), RPO not measured by a"
                + " drill that recovered (objective 5 min) (drill region-loss, failed")
        .contains("RTO not measured by a passed drill; RPO not measured by a passed drill")
        .doesNotContain("0.91 s");

    past.drill("20261119-100000-cccc", "missed");
    assertThat(run("status", Invocation.STOREFRONT).out())
        .contains("measured RTO 0.91 s of 15 min", "(drill region-loss, missed");
  }
}
