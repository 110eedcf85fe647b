package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.history.PastDrill;
import dev.lifeboat.history.Proof;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.DoctorFinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `status` makes of the runs of its state folder.
final class StatusSurveyTest {
  private static final int MANY = 20;
  private static final Path MEASURED =
      Path.of("..", "proof/src/test/resources/golden/0.1.0/evidence/20261120-150411-7q2k");

  @TempDir private Path state;
  @TempDir private Path scratch;
  private PastRuns past;
  private ScriptedRegions platform;

  @BeforeEach
  void make() throws Exception {
    past = new PastRuns(state);
    platform =
        new ScriptedRegions(
            state, Placement.first("shop", "east"), StorefrontPlan.read().plan(), true);
  }

  /// Goal: a state folder of years costs no more than it must. Method: long journals of moves and
  /// short ones of drills, all over and sealed; what is read of them is counted, not timed.
  @Test
  void of_runs_that_are_over_only_the_ends_are_read() throws Exception {
    fill();

    var reads = FileReads.of(scratch, this::survey).of("journal.jsonl");

    long kept = 0;
    for (var journal : reads.keySet()) {
      kept += Files.size(journal);
    }
    assertThat(reads).as("none is passed over").hasSize(2 * MANY);
    assertThat(reads.values().stream().mapToLong(Long::longValue).sum()).isLessThan(kept / 2);
  }

  /// A seal names the plan by its hash.
  @Test
  void a_plan_that_all_drills_share_is_read_once() throws Exception {
    fill();

    var reads = FileReads.of(scratch, this::survey);

    assertThat(reads.of("result.json")).hasSize(MANY);
    assertThat(reads.of("plan.yaml").keySet()).filteredOn(it -> it.startsWith(state)).hasSize(1);
  }

  private void fill() throws Exception {
    for (int i = 0; i < MANY; i++) {
      past.drill(drill(i), "passed");
      past.lengthen(move(i));
      past.end(move(i));
      past.seal(drill(i));
      past.seal(move(i));
    }
  }

  @Test
  void so_read_they_are_all_known() throws Exception {
    for (int i = 0; i < MANY; i++) {
      past.drill(drill(i), "passed");
      past.seal(drill(i));
    }
    past.lengthen(move(1));
    past.end(move(1));
    past.seal(move(1));
    past.open(move(2));

    var status = survey();

    assertThat(status.proofs().drills()).hasSize(MANY).allMatch(PastDrill::samePlan);
    assertThat(status.proofs().unread()).isEmpty();
    assertThat(status.openRun()).as("the only one that is not over").isPresent();
    var damaged = state.resolve("runs").resolve(move(1)).resolve("journal.jsonl");
    var text = Files.readString(damaged);
    Files.writeString(damaged, text.substring(0, text.lastIndexOf("previous")) + "\n");
    assertThat(survey().proofs().unread())
        .hasValueSatisfying(why -> assertThat(why).startsWith("1 of 22 runs cannot be read"));
  }

  /// Else whoever copies the plan of today beside an old drill has proven it.
  @Test
  void a_drill_counts_with_the_plan_that_its_seal_names() throws Exception {
    past.drill(drill(1), "passed");
    var plan = state.resolve("runs").resolve(drill(1)).resolve("plan.yaml");
    var now = Files.readString(plan);
    Files.writeString(plan, now + "# as it was then\n");
    past.seal(drill(1));
    assertThat(survey().proofs().drills()).hasSize(1).allMatch(PastDrill::samePlan);

    Files.writeString(plan, now);
    assertThat(survey().proofs().drills()).isEmpty();
    assertUnread("plan.yaml: it is not what the run was sealed with");
  }

  /// Goal: nobody is told that the plan has changed who has lost what a drill kept of it.
  @Test
  void a_drill_whose_plan_is_gone_or_damaged_cannot_be_read() throws Exception {
    past.drill(drill(1), "passed");
    var plan = state.resolve("runs").resolve(drill(1)).resolve("plan.yaml");
    var whole = Files.readString(plan);
    assertThat(survey().proofs().drills()).hasSize(1);

    Files.writeString(plan, whole.substring(0, whole.length() / 2));
    assertUnread("plan.yaml: it holds no plan");
    Files.delete(plan);
    assertUnread("plan.yaml: it is not there");
  }

  private void assertUnread(String why) throws Exception {
    assertThat(survey().proofs().unread()).hasValueSatisfying(it -> assertThat(it).endsWith(why));
    assertThat(survey().readiness()).isEqualTo(Recoverability.UNKNOWN);
  }

  /// Goal: who doubts finds what a list of runs passes over. Method: a line in the middle of a run
  /// that was closed and sealed says something else.
  @Test
  void a_checkup_reads_each_journal_to_its_end() throws Exception {
    past.lengthen(move(1));
    past.end(move(1));
    past.seal(move(1));
    assertThat(checkup()).isEqualTo(DoctorFinding.State.WELL);

    var journal = state.resolve("runs").resolve(move(1)).resolve("journal.jsonl");
    var lines = Files.readAllLines(journal);
    int middle = lines.size() / 2;
    lines.set(middle, lines.get(middle).replace("\"at\":\"2", "\"at\":\"3"));
    Files.write(journal, lines);

    assertThat(new RunRecords(state).list()).allMatch(RunSummary::known);
    assertThat(checkup()).isEqualTo(DoctorFinding.State.TROUBLE);
  }

  /// Goal: what was changed proves nothing. Method: a line in the middle of the newest drill's
  /// journal, behind those that a list of runs reads; the older one still counts.
  @Test
  void the_newest_proof_is_read_to_its_end() throws Exception {
    for (int i : new int[] {1, 2}) {
      past.drill(drill(i), "passed");
      past.seal(drill(i));
    }
    var journal = state.resolve("runs").resolve(drill(2)).resolve("journal.jsonl");
    var lines = Files.readAllLines(journal);
    lines.set(1, lines.get(1).replace("\"at\":\"2", "\"at\":\"3"));
    Files.write(journal, lines);

    var proofs = survey().proofs();

    assertThat(proofs.drills()).extracting(PastDrill::run).containsExactly(drill(1));
    assertThat(proofs.unread())
        .hasValueSatisfying(why -> assertThat(why).startsWith("1 of 2 runs cannot be read"));
  }

  @Test
  void a_run_that_a_process_executes_is_followed_and_not_resumed() throws Exception {
    past.open(move(1));
    assertThat(survey().why())
        .anyMatch(it -> it.contains("is open; go on with 'lifeboat resume " + move(1)));

    past.execute(move(1));

    assertThat(survey().why())
        .anyMatch(it ->
            it.endsWith(
                "executes run %s; follow it with 'lifeboat watch %s'".formatted(move(1), move(1))))
        .noneMatch(it -> it.contains("lifeboat resume"));
  }

  /// Users of it would write what no copy gets.
  @Test
  void an_old_writer_that_is_open_is_told() throws Exception {
    platform =
        new ScriptedRegions(
            state.resolve("moved"),
            Placement.first("shop", "west"),
            StorefrontPlan.read().plan(),
            true);
    assertThat(survey().why()).noneMatch(it -> it.contains("is open"));

    platform.leaveOpen(
        Problem.lasting(Code.LB2018, "east-db is open", "it takes writes", "close it"));

    assertThat(survey().why()).anyMatch(it -> it.startsWith("LB2018 east-db is open"));
    assertThat(survey().readiness()).isEqualTo(Recoverability.NOT_READY);
  }

  @Test
  void of_a_state_folder_that_is_not_there_no_runs_are_well() throws Exception {
    var none = new RunChecks(new RunRecords(state.resolve("none"))).check();

    assertThat(none.look().call()).isEmpty();
    assertThat(checkup()).as("of an empty one").isEqualTo(DoctorFinding.State.WELL);
  }

  private DoctorFinding.State checkup() throws Exception {
    return new RunChecks(new RunRecords(state)).check().look().call().getFirst().state();
  }

  /// Goal: what is known of a drill that was killed after its failover is told. Method: as it is
  /// left behind, with its own log, and as early releases left it, without one.
  @Test
  void a_drill_that_was_cut_off_after_its_failover_says_so_and_hides_nothing() throws Exception {
    past.drill(drill(1), "passed");
    past.open(drill(2), "drill: region-loss");
    past.end(drill(2));

    assertThat(newest().lastOutcome()).isEqualTo("interrupted");
    assertThat(survey().proofs().drills().getLast().at())
        .as("its last entry, not its begin")
        .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    assertThat(broken())
        .contains(drill(2), "its failover is declined", "RTO is not measured", "was cut off");
    assertThat(survey().proofs().unread()).isEmpty();

    var seen = new ProgressEvent.Noted("clients", "down", "0 written, 9 refused, 2 unanswered");
    past.cut(
        drill(3),
        "lifeboat lab heal plan.yaml region east",
        new ProgressEvent.Clients(seen, true),
        new ProgressEvent.Noted("clients", "seen", "9 acknowledged"),
        new ProgressEvent.Noted("canary", "seen", "9 acknowledged"));
    assertThat(newest().lastRun()).as("it moved nothing").isEqualTo(drill(2));
    past.open(drill(3));
    past.end(drill(3));
    assertThat(newest().lastRun()).isEqualTo(drill(3));
    assertThat(broken()).contains("cut off at 'fault'", "RTO is not measured", "lab heal");

    assertThat(survey().proofs().drills().getLast().rtoSeconds()).isEmpty();
    for (var kept : List.of("canary.jsonl", "held.json")) {
      Files.copy(MEASURED.resolve(kept), state.resolve("runs").resolve(drill(3)).resolve(kept));
    }
    assertThat(survey().proofs().drills().getLast().rtoSeconds()).as("it told it").isPresent();
    past.measured(drill(3), "RTO 3.78 s, RPO 0.91 s");
    assertThat(broken())
        .contains("it measured RTO 3.78 s, RPO 0.91 s", "cut off at 'measure'")
        .doesNotContain("not measured");

    past.drill(drill(4), "passed");
    assertThat(newest().lastOutcome()).isEqualTo("passed");
  }

  /// It goes on after its failover: the way home is a part of it.
  @Test
  void a_drill_was_cut_off_at_its_last_word() throws Exception {
    past.cut(drill(1), "lifeboat lab heal plan.yaml region east");
    past.open(drill(1));
    past.end(drill(1));
    var log = state.resolve("runs").resolve(drill(1)).resolve(DrillLog.FILE);
    Files.writeString(
        log,
        """
        {"at":"2099-01-01T00:00:00Z","phase":"heal","state":"begun","detail":"region-loss"}
        """,
        StandardOpenOption.APPEND);

    assertThat(survey().proofs().drills())
        .extracting(PastDrill::at)
        .containsExactly(Instant.parse("2099-01-01T00:00:00Z"));
  }

  /// Goal: nobody is sent to drill or to move what is being drilled.
  @Test
  void a_drill_that_is_held_now_is_followed() throws Exception {
    past.cut(drill(1), "lifeboat lab heal plan.yaml region east");
    past.execute(drill(1));

    assertThat(survey().why())
        .anyMatch(it -> it.contains("is held now") && it.contains("lifeboat watch " + drill(1)))
        .noneMatch(it -> it.contains("lifeboat drill") || it.contains("failback"));
  }

  private Proof.Newest newest() throws Exception {
    return survey().proofs().rows(Instant.now()).getFirst().newest();
  }

  private String broken() throws Exception {
    return Optional.ofNullable(survey().proofs().rows(Instant.now()).getFirst().standing().why())
        .orElse("");
  }

  private WorkloadStatus survey() throws Exception {
    var file = StorefrontPlan.read();
    var survey = new StatusSurvey(file, state, new MemoryAccount(platform), ProgressLines.host());
    return survey.run().getFirst();
  }

  private static String drill(int number) {
    return "20261119-0800%02d-aaaa".formatted(number);
  }

  private static String move(int number) {
    return "20261120-0800%02d-bbbb".formatted(number);
  }
}
