package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.Event;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a drill left and cannot be read any more is missing from no page and no count unsaid.
///
/// Method: of two drills that passed and were sealed the newer loses half of its result, or a line
/// from between the two ends of its journal, which a list believes.
final class DamagedResultTest {
  private static final String OLDER = "20261119-080000-aaaa";
  private static final String NEWER = "20261119-090000-bbbb";

  @TempDir private Path state;
  private Path result;

  @BeforeEach
  void hold_two_drills() throws Exception {
    var past = new PastRuns(state);
    for (var run : List.of(OLDER, NEWER)) {
      past.drill(run, "missed");
      for (var person : List.of("ann", "ben", "cleo")) {
        past.append(run, new Event.Resumed(person));
      }
      past.append(run, new Event.RunEnded(Event.Outcome.DONE, "every goal is met"));
      var kept = file(run, "result.json");
      Files.writeString(kept, Files.readString(kept).replace("missed", "passed"));
      past.seal(run);
    }
    result = file(NEWER, "result.json");
    Files.write(
        file(NEWER, "ledger.jsonl"),
        LedgerFormat.bytes(
            new Ledger(
                NEWER, "east", new CanaryMarks("canary", null, null), List.of(), List.of())));
  }

  private Path file(String run, String name) {
    return state.resolve("runs").resolve(run).resolve(name);
  }

  @Test
  void a_page_that_stays_says_no_more_than_that_the_run_is_damaged() throws Exception {
    assertThat(run("report", NEWER).exitCode()).isZero();
    assertThat(run("report", NEWER).err()).isEmpty();

    cut();

    var told = run("report", NEWER);
    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.err())
        .startsWith("warning: ")
        .contains("cannot read " + result, "the page was sealed before");
    assertThat(Path.of(told.out().strip())).isRegularFile().hasFileName("report.html");
    assertThat(run("report", NEWER, "--progress", "json").err()).startsWith("{").contains(NEWER);
  }

  /// It would look like a run that goes on.
  @Test
  void a_run_that_lost_its_sealed_end_is_not_taken_up() throws Exception {
    Files.writeString(file(NEWER, "seal.json"), "{}");
    var journal = file(NEWER, "journal.jsonl");
    var bytes = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(bytes, bytes.length - 7));

    var told = run("resume", NEWER);

    assertThat(told.exitCode()).as("%s", told).isEqualTo(2);
    assertThat(told.err())
        .startsWith("LB4009  ")
        .contains("cannot read " + journal, "it ends before its seal");
  }

  /// Else the one that is left out could be the one that failed.
  @Test
  void a_count_without_the_unreadable_is_said_to_be_the_least() throws Exception {
    assertThat(run("status", Invocation.STOREFRONT).out()).contains("; 2 drills, 2 passed");

    cut();

    assertOneIsUnread();
  }

  @Test
  void a_journal_that_lost_a_line_between_its_ends_is_damaged_to_whoever_asks_about_the_run()
      throws Exception {
    assertThat(run("report", NEWER).exitCode()).isZero();
    assertThat(run("ledger", NEWER).exitCode()).isZero();

    loseLine();

    var why = file(NEWER, "journal.jsonl") + ":3 ";
    for (var word : List.of("report", "ledger")) {
      var told = run(word, NEWER);
      assertThat(told.exitCode()).as(word).isEqualTo(3);
      assertThat(told.err()).startsWith("warning: run " + NEWER + ": ").contains(why);
      assertThat(told.out()).as("the answer stays").isNotEmpty();
    }
    assertThat(run("watch", NEWER).err()).contains("LB4002", why);
  }

  /// The older one moves no day, so that its journal is believed as a list believes it.
  @Test
  void a_drill_whose_journal_lost_a_line_is_none_that_was_held() throws Exception {
    assertThat(run("drills", Invocation.STOREFRONT).out()).contains("last 2026-11-19");

    loseLine();

    var told = run("drills", Invocation.STOREFRONT);
    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.err()).contains("LB4009", "1 of 2 runs cannot be read", "journal.jsonl:3 ");
  }

  /// Of what a proof rests on more is read than a list believes.
  @Test
  void a_drill_whose_journal_lost_a_line_proves_nothing() throws Exception {
    assertThat(run("status", Invocation.STOREFRONT).out()).contains("; 2 drills, 2 passed");

    loseLine();

    assertOneIsUnread();
  }

  /// Method: what somebody set aside, and what the file system of a volume keeps.
  @Test
  void a_folder_without_the_name_of_a_run_ends_no_command_and_is_no_run() throws Exception {
    copy(NEWER + ".bak");
    Files.createDirectory(state.resolve("runs/lost+found"));

    assertThat(run("runs", "--json").json().path("runs")).hasSize(2);
    assertThat(run("status", Invocation.STOREFRONT).out()).contains("; 2 drills, 2 passed");
    assertThat(run("drills", Invocation.STOREFRONT).out()).contains("last 2026-11-19");
    assertThat(run("report", NEWER).exitCode()).isZero();
    assertThat(run("doctor").out())
        .contains("2 kept", "2 folders there by no run's name: " + NEWER + ".bak, lost+found");
  }

  /// Else whoever copies the folder of a drill has proven twice.
  @Test
  void a_copy_of_a_run_counts_as_no_drill() throws Exception {
    copy("20261119-100000-copy");

    assertThat(run("runs").out()).contains("it is of run " + NEWER);
    assertThat(run("status", Invocation.STOREFRONT).out())
        .contains("; at least 2 drills, 2 passed", "1 of 3 runs cannot be read");
    // A drill that moves nothing keeps no journal.
    Files.delete(file("20261119-100000-copy", "journal.jsonl"));
    assertThat(run("runs").out()).contains("it is of run " + NEWER);
  }

  private void copy(String name) throws Exception {
    var from = file(NEWER, "");
    var to = Files.createDirectory(from.resolveSibling(name));
    for (var kept : DurableFile.list(from)) {
      Files.copy(kept, to.resolve(kept.getFileName()));
    }
  }

  @Test
  void a_ledger_beside_a_damaged_result_is_told_with_a_warning() throws Exception {
    for (var damaged : List.of("", "{\"schema\":")) {
      Files.writeString(result, damaged);

      var told = run("ledger", NEWER);
      assertThat(told.exitCode()).isEqualTo(3);
      assertThat(told.err()).startsWith("warning: run " + NEWER).contains(result.toString());
      assertThat(told.out()).contains(NEWER);
      assertThat(run("ledger", NEWER, "--json").json().path("run").asString()).isEqualTo(NEWER);
    }
  }

  /// Method: the journal loses its last two lines, as one that was cut off; the seal stays.
  @Test
  void a_page_that_was_sealed_outlives_the_end_of_its_journal() throws Exception {
    var journal = file(NEWER, "journal.jsonl");
    var page = Files.writeString(file(NEWER, "report.html"), "as it was sealed");
    Files.writeString(file(NEWER, "seal.json"), "{}");
    var lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(0, lines.size() - 2));

    var told = run("report", NEWER);

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.err()).contains("it ends before its seal", "the page was sealed before");
    assertThat(page).hasContent("as it was sealed");
  }

  /// Goal: nobody is told to correct the evidence of a run, or to raise a lab for one without any.
  @Test
  void what_a_run_lost_is_to_be_restored_before_it_is_taken_up() throws Exception {
    var plan = file(NEWER, "plan.yaml");
    Files.writeString(plan, "plan: storefront\nregions: {");
    var cut = run("resume", NEWER);
    Files.delete(plan);
    var gone = run("resume", NEWER);
    for (var told : List.of(cut, gone)) {
      assertThat(told.exitCode()).isEqualTo(2);
      assertThat(told.err())
          .startsWith("LB4009  the plan that run " + NEWER + " began with cannot be used: ")
          .contains("restore " + plan + " from a copy");
    }

    Files.delete(file(OLDER, "journal.jsonl"));
    Files.deleteIfExists(file(OLDER, "seal.json"));
    var without = run("resume", OLDER);
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err())
        .startsWith("LB4004  run " + OLDER + " has no journal")
        .contains("--drop-claim");
  }

  private void assertOneIsUnread() {
    for (var words : List.of(List.of("status"), List.of("drill", "--history"))) {
      var all = new ArrayList<Object>(words);
      all.add(Invocation.STOREFRONT);
      assertThat(run(all.toArray()).out())
          .contains("; at least 1 drill, 1 passed", "1 of 2 runs cannot be read");
    }
  }

  private void loseLine() throws Exception {
    var lines = new ArrayList<>(Files.readAllLines(file(NEWER, "journal.jsonl")));
    lines.remove(2);
    Files.write(file(NEWER, "journal.jsonl"), lines);
  }

  private void cut() throws Exception {
    Files.writeString(result, Files.readString(result).substring(0, 34));
  }

  private Invocation run(Object... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--state");
    all.add(state);
    return Invocation.of(all.toArray());
  }
}
