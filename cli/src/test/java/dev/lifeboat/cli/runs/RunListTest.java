package dev.lifeboat.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.OpenRuns;
import dev.lifeboat.control.PastDrills;
import dev.lifeboat.control.PastRuns;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    assertThatThrownBy(() -> RunRecords.requireThere(nowhere, "nothing was listed"))
        .hasMessageContaining(none.formatted(nowhere));
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
            "RTO not proven (objective 15 min), RPO not proven (objective 5 min) (drill region-loss,"
                + " failed")
        .contains("RTO not measured by a passed drill; RPO not measured by a passed drill")
        .doesNotContain("0.91 s");

    past.drill("20261119-100000-cccc", "missed");
    assertThat(run("status", Invocation.STOREFRONT).out())
        .contains("measured RTO 0.91 s of 15 min", "(drill region-loss, missed");
  }

  /// One that was refused broke nothing, so that its plan is not there makes nothing unknown.
  @Test
  void a_drill_that_was_refused_is_told_as_one_by_every_command() throws Exception {
    past.drill("20261119-080000-aaaa", "passed");
    past.refused("20261119-090000-bbbb");

    assertThat(run("runs").out()).contains("not-ready");
    assertThat(run("drill", Invocation.STOREFRONT, "--history").out())
        .contains("UNPROVEN  region-loss is broken", "ended as not-ready", "2 drills, 1 passed")
        .doesNotContain("UNKNOWN", "cannot be read");
  }

  /// What failed for another reason than time missed no objective.
  @Test
  void a_drill_that_measured_nothing_has_missed_nothing() throws Exception {
    past.drill("20261119-080000-aaaa", "failed");

    assertThat(run("drill", Invocation.STOREFRONT, "--history").out())
        .contains("1 drill, 0 passed, 0 missed");
  }

  /// A drill reserves the folder of its way home long before that begins.
  @Test
  void a_run_began_when_it_was_opened_and_the_newest_is_first() throws Exception {
    past.open("20261119-080000-aaaa", "home", Instant.parse("2026-11-19T08:30:00Z"));
    past.open("20261119-080000-bbbb", "protect", Instant.parse("2026-11-19T08:10:00Z"));

    assertThat(run("runs").out().lines().skip(1).map(it -> it.split(" ")[0]))
        .containsExactly("20261119-080000-aaaa", "20261119-080000-bbbb");
    assertThat(run("runs", "--json").json().at("/runs/0/at").asString())
        .isEqualTo("2026-11-19T08:30:00Z");
    past.end("20261119-080000-aaaa");
    past.seal("20261119-080000-aaaa");
    assertThat(run("runs", "--json").json().at("/runs/0/at").asString())
        .as("of one that is closed")
        .isEqualTo("2026-11-19T08:30:00Z");
  }

  @Test
  void whether_a_run_is_open_that_cannot_be_read_nobody_can_tell() throws Exception {
    Files.createDirectories(state.resolve("runs/20261119-090000-bbbb/journal.jsonl"));

    assertThat(run("runs", "--json").json().at("/runs/0/open").isNull()).isTrue();
    assertThat(run("runs", "--open").out()).contains("20261119-090000-bbbb");
  }

  @Test
  void a_ledger_that_was_sealed_and_is_gone_is_no_run_without_one() throws Exception {
    var run = "20261119-080000-aaaa";
    past.open(run);
    Files.writeString(state.resolve("runs").resolve(run).resolve("ledger.jsonl"), "{}\n");
    past.end(run);
    past.seal(run);
    Files.delete(state.resolve("runs").resolve(run).resolve("ledger.jsonl"));

    var told = run("ledger", run);

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.err())
        .contains("LB4001", "ledger.jsonl is not there, and the run was sealed with it")
        .doesNotContain("has no ledger");
  }

  @Test
  void a_journal_that_is_gone_is_told_as_gone() throws Exception {
    var run = "20261119-080000-aaaa";
    past.drill(run, "passed");
    past.seal(run);
    Files.writeString(state.resolve("runs").resolve(run).resolve("seal.json"), "{}");
    Files.delete(state.resolve("runs").resolve(run).resolve("journal.jsonl"));

    assertThat(run("runs").out())
        .contains("journal.jsonl: it is not there")
        .doesNotContain("it ends before its seal");
  }

  /// The line that can be pasted holds the drill that was told of.
  @Test
  void the_scenario_that_proves_nothing_any_more_is_the_one_to_hold() throws Exception {
    past.drill("20261119-080000-aaaa", "failed");
    var result = state.resolve("runs/20261119-080000-aaaa/result.json");
    var proofs = new PastDrills(state, Kinds.read(Invocation.STOREFRONT), shop());

    assertThat(proofs.read().toRepeat(Instant.now())).hasValue(Scenarios.REGION_LOSS);
    Files.writeString(result, Files.readString(result).replace("region-loss", "service-loss"));
    assertThat(proofs.read().toRepeat(Instant.now())).hasValue(Scenarios.SERVICE_LOSS);
  }

  private static Workload shop() throws Exception {
    return Kinds.read(Invocation.STOREFRONT).plan().workload("shop");
  }
}
