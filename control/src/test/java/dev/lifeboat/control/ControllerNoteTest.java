package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whoever follows a run sees who executes it before the stores have answered. Method: what
/// is told as soon as they have is the moment at which the notes are listed.
final class ControllerNoteTest {
  private static final String RUN = "20261120-080000-bbbb";
  private static final String PLAN = "storefront";

  @TempDir private Path state;
  private final List<String> noted = new ArrayList<>();
  private final ProgressLines told = new ProgressLines();
  private ScriptedRegions platform;
  private PlanFile file;

  @BeforeEach
  void place_the_writer_in_east() throws Exception {
    platform = new ScriptedRegions(state, Placement.first("shop", "east"));
    file = StorefrontPlan.read();
  }

  @Test
  void a_run_that_was_just_opened_has_one() throws Exception {
    var run = move().run(requester("Opened"));

    assertThat(noted).containsExactly(run.run().files().run().value());
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_run_that_was_just_taken_up_has_one() throws Exception {
    new PastRuns(state).open(RUN, platform.placements());
    var journal = state.resolve("runs").resolve(RUN).resolve("journal.jsonl");
    Files.writeString(journal, "torn", StandardOpenOption.APPEND);

    var _ =
        new Resumption(file, platform, state, requester("journal torn"))
            .run(new RunId(RUN), false, Overrides.NONE);

    assertThat(noted).containsExactly(RUN);
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_run_is_not_taken_from_a_process_that_executes_it() throws Exception {
    new PastRuns(state).open(RUN, platform.placements());
    var resumption = new Resumption(file, platform, state, requester("never"));
    var living = new ProcessBuilder("sleep", "600").start();
    try {
      noteOf(living);

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> resumption.run(new RunId(RUN), false, Overrides.NONE))
          .withMessageContaining("process %d of this machine executes run".formatted(living.pid()));
    } finally {
      living.destroyForcibly().waitFor();
    }

    var done = resumption.run(new RunId(RUN), false, Overrides.NONE);
    assertThat(done.state().done()).isTrue();
    assertThat(notes()).isEmpty();
  }

  /// Otherwise two drills break one lab.
  @Test
  void nothing_is_broken_beside_a_process_that_executes_a_run_of_the_workload() throws Exception {
    var runs = state.resolve("runs");
    var living = new ProcessBuilder("sleep", "600").start();
    try {
      noteOf(living);
      assertThatExceptionOfType(ProblemException.class)
          .as("which workload it moves is not known yet")
          .isThrownBy(() -> RunController.requireNone(runs, PLAN, "other", 1));
      new PastRuns(state).open(RUN, platform.placements());
      RunController.requireNone(runs, PLAN, "other", 1);
      RunController.requireNone(runs, PLAN, "shop", living.pid());
      RunController.requireNone(runs, PLAN + "-in-lab", "shop", 1);
      assertThatExceptionOfType(ProblemException.class)
          .as("its placement is the same, whatever the plan is called")
          .isThrownBy(() -> RunController.requireNone(runs, "renamed", "shop", 1));
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> RunController.requireNone(runs, PLAN, "shop", 1));
    } finally {
      living.destroyForcibly().waitFor();
    }
    RunController.requireNone(runs, PLAN, "shop", 1);
  }

  /// Otherwise the drill breaks the side that serves no more, and judges a move that it did not
  /// make. Users who depend on a region do not wait for a drill.
  @Test
  void nothing_is_moved_beside_a_drill_but_where_users_depend_on_it() throws Exception {
    var living = new ProcessBuilder("sleep", "600").start();
    try {
      noteOf(living);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> move().run(requester("never")))
          .satisfies(told -> {
            assertThat(told.problem().code()).isEqualTo(Code.LB3003);
            assertThat(told.problem().action()).contains("lifeboat watch " + RUN, "end process");
          });
      assertThat(platform.placements().read("shop")).contains(Placement.first("shop", "east"));

      state = Files.createDirectory(state.resolve("of-an-account"));
      noteOf(living);
      platform = new ScriptedRegions(state, Placement.first("shop", "east"), file.plan(), true);
      assertThat(move().run(requester("never")).state().done()).isTrue();
    } finally {
      living.destroyForcibly().waitFor();
    }
  }

  /// A drill kills a controller that it started in the middle of a run, and then takes it up.
  @Test
  void a_run_may_be_taken_up_by_a_process_that_its_controller_started() throws Exception {
    var runs = Files.createDirectories(state.resolve("runs"));
    var me = RunController.of(RUN, ProcessHandle.current().pid());
    Files.createFile(runs.resolve(me.note()));
    var started = new ProcessBuilder("sleep", "600").start();
    try {
      RunController.requireGone(runs, new RunId(RUN), started.pid());
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> RunController.requireGone(runs, new RunId(RUN), 1));
    } finally {
      started.destroyForcibly().waitFor();
    }
  }

  private void noteOf(Process process) throws IOException {
    var runs = Files.createDirectories(state.resolve("runs"));
    Files.createFile(runs.resolve(RunController.of(RUN, process.pid()).note()));
  }

  @Test
  void a_run_that_could_not_be_opened_has_none_and_no_folder() throws Exception {
    new PastRuns(state).open(RUN, platform.placements());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> move().run(requester("Opened")))
        .withMessageContaining("is open on 'shop'");
    assertThat(told.toString()).as("nothing is told as begun").isEmpty();
    var move = move();
    assertThatExceptionOfType(ProblemException.class)
        .as("opened after the first look")
        .isThrownBy(
            () -> move.moved().run(move.runbook(), "ann", "", PersonsWord.NONE, told.requester()))
        .withMessageContaining("is open on 'shop'");

    assertThat(notes()).isEmpty();
    assertThat(new RunRecords(state).list()).extracting(RunSummary::run).containsExactly(RUN);
  }

  private Move move() throws Exception {
    return Move.of(
        new ControlledWorkload(file, file.workload("shop"), platform, state),
        new MoveRequest(
            Mode.SWITCHOVER, Optional.empty(), Optional.empty(), Overrides.NONE, Optional.empty()));
  }

  /// Somebody who lists the notes when `moment` is told.
  private Requester requester(String moment) {
    var ann = told.requester();
    return new Requester(
        ann.person(),
        ann.people(),
        ann.host(),
        event -> {
          told.on(event);
          var line = told.toString().lines().toList().getLast();
          if (line.startsWith(moment)) {
            noted.addAll(notes());
          }
        });
  }

  /// The runs that a living process is noted for.
  private List<String> notes() {
    try {
      return RunController.among(state.resolve("runs")).stream()
          .filter(RunController::lives)
          .map(RunController::run)
          .toList();
    } catch (ProblemException unread) {
      throw new IllegalStateException(unread);
    }
  }
}
