package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands say of runs that are on disk, without any lab.
class RunsCommandTest {

  @TempDir private Path state;
  private PastRuns past;

  @BeforeEach
  void make_a_past() throws Exception {
    past = new PastRuns(state);
  }

  @Test
  void runs_are_listed_newest_first_with_kind_and_outcome() throws Exception {
    past.drill("20261119-080000-aaaa", "passed");
    past.open("20261120-080000-bbbb");

    var runs = run("runs", "--json").json().path("runs");

    assertThat(runs.size()).isEqualTo(2);
    assertThat(runs.get(0).path("run").asString()).isEqualTo("20261120-080000-bbbb");
    assertThat(runs.get(0).path("kind").asString()).isEqualTo("failover");
    assertThat(runs.get(0).path("outcome").asString()).isEqualTo("running");
    assertThat(runs.get(0).path("open").asBoolean()).isTrue();
    assertThat(runs.get(1).path("kind").asString()).isEqualTo("drill");
    assertThat(runs.get(1).path("outcome").asString()).isEqualTo("passed");
    assertThat(Path.of(runs.get(1).path("folder").asString())).isDirectory();
  }

  @Test
  void a_damaged_run_is_listed_and_hides_no_other() throws Exception {
    past.open("20261120-080000-bbbb");
    Files.writeString(
        Files.createDirectories(state.resolve("runs/20261120-090000-cccc"))
            .resolve("journal.jsonl"),
        "{}\n{}\n");

    var listed = run("runs");

    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out().lines().toList().getFirst()).contains("cccc", "damaged");
    assertThat(listed.out()).contains("bbbb");
  }

  /// Review of the command line, H2. Method: a result that was damaged, and one that cannot be
  /// read, even by root: a folder stands in its place.
  @Test
  void a_drill_whose_result_cannot_be_read_is_no_failover_that_was_done() throws Exception {
    past.drill("20261119-090000-bbbb", "failed");
    past.drill("20261119-100000-cccc", "failed");
    var runs = state.resolve("runs");
    Files.writeString(runs.resolve("20261119-090000-bbbb/result.json"), "{\"schema\":");
    Files.delete(runs.resolve("20261119-100000-cccc/result.json"));
    Files.createDirectory(runs.resolve("20261119-100000-cccc/result.json"));

    assertThat(run("runs").out().lines().limit(2))
        .allSatisfy(line -> assertThat(line).contains("unreadable", "result.json"));
    var unread = "2 of 2 runs cannot be read: ";
    var history = run("drill", Invocation.STOREFRONT, "--history");
    assertThat(history.out()).startsWith("storefront/shop  UNKNOWN  " + unread);
    assertThat(history.exitCode()).isEqualTo(3);
    assertThat(run("status", Invocation.STOREFRONT).out()).contains(unread);
    assertThat(run("resume").err()).contains("several runs are open");
    for (var run : List.of("20261119-090000-bbbb", "20261119-100000-cccc")) {
      Files.delete(runs.resolve(run).resolve("journal.jsonl"));
      Files.createDirectory(runs.resolve(run).resolve("journal.jsonl"));
    }
    assertThat(run("resume").err()).contains("which run is open is not known: " + unread);
  }

  @Test
  void status_shows_what_the_last_drill_measured_beside_the_objectives() throws Exception {
    past.drill("20261119-080000-aaaa", "passed");

    var status = run("status", Invocation.STOREFRONT);

    assertThat(status.exitCode()).isEqualTo(3);
    assertThat(status.out().lines().toList().getFirst())
        .startsWith("storefront  UNKNOWN")
        .contains("measured RTO 0.91 s of 15 min, RPO 0.04 s of 5 min", "passed");
  }

  @Test
  void a_run_of_a_lab_that_is_gone_cannot_be_resumed() throws Exception {
    past.open("20261120-080000-bbbb");

    var told = run("resume");

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.err()).contains("LB2003", "storefront");
  }

  @Test
  void of_several_open_runs_one_must_be_named() throws Exception {
    past.open("20261120-080000-bbbb");
    past.open("20261120-080001-cccc");

    var told = run("resume");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("20261120-080000-bbbb", "20261120-080001-cccc");
  }

  @Test
  void a_report_is_written_and_its_path_printed() throws Exception {
    past.open("20261120-080000-bbbb");

    var told = run("report", "20261120-080000-bbbb");

    assertThat(told.exitCode()).isZero();
    assertThat(Path.of(told.out().strip())).isRegularFile().hasFileName("report.html");
  }

  private Invocation run(Object... words) {
    var all = new java.util.ArrayList<>(java.util.List.of(words));
    all.add("--state");
    all.add(state);
    return Invocation.of(all.toArray());
  }
}
