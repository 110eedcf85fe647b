package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The writes of a canary whose drill was cut off after its failover had begun.
final class CutDrillsTest {
  private static final String PASSED = "20261119-080000-aaaa";
  private static final String CUT = "20261120-080000-bbbb";

  @TempDir private Path state;
  private final ProgressLines told = new ProgressLines();
  private ScriptedRegions platform;
  private PlanFile file;

  @BeforeEach
  void a_drill_is_cut_off_after_one_that_passed() throws Exception {
    platform = new ScriptedRegions(state, Placement.first("shop", "east"));
    file = StorefrontPlan.read();
    var past = new PastRuns(state);
    past.cut(PASSED, "heal");
    past.drill(PASSED, "passed");
    past.cut(CUT, "heal");
    past.open(CUT, platform.placements());
    for (var run : new String[] {PASSED, CUT}) {
      Files.createFile(state.resolve("runs").resolve(run).resolve("canary.jsonl"));
    }
  }

  /// Method: away it may still be told from what the old side has alone.
  @Test
  void it_is_removed_once_its_run_was_taken_up_and_the_writer_is_home() throws Exception {
    assertThat(resume().state().done()).isTrue();
    assertThat(platform.forgotten()).as("the writer is in west").isEmpty();

    assertThat(move(Mode.FAILBACK).run(told.requester()).state().done()).isTrue();
    assertThat(platform.forgotten()).containsExactly(CUT);
    assertThat(told.toString()).contains("canary removed what it wrote in run " + CUT);
  }

  /// It outlives the drill: its writes would come back, and its log would break the seal.
  @Test
  void its_canary_is_ended_before_its_run_is_taken_up_and_before_what_it_wrote_is_removed()
      throws Exception {
    assertThat(resume().state().done()).isTrue();
    assertThat(platform.endedCanaries()).containsExactly(CUT);

    assertThat(move(Mode.FAILBACK).run(told.requester()).state().done()).isTrue();
    assertThat(platform.endedCanaries()).containsExactly(CUT, CUT + " after its seal");
  }

  /// Its client measures the resumption, too.
  @Test
  void that_of_a_drill_which_lends_its_run_goes_on() throws Exception {
    new PastRuns(state).execute(CUT);

    assertThat(resume().state().done()).isTrue();

    assertThat(platform.endedCanaries()).isEmpty();
  }

  /// In either order: what is sealed cannot be mended, and nobody is to be told it for ever.
  @Test
  void what_is_healed_after_its_folder_was_sealed_is_told_as_healed() throws Exception {
    assertThat(resume().state().done()).isTrue();
    var folder = state.resolve("runs").resolve(CUT);
    assertThat(folder.resolve("seal.json")).exists();
    var log = Files.readAllBytes(folder.resolve(DrillLog.FILE));
    assertThat(DrillLog.find(folder).orElseThrow().broken()).isPresent();

    new CutDrills(state, ProgressLines.host(), _ -> {}).healed("heal");

    assertThat(DrillLog.find(folder).orElseThrow().broken()).isEmpty();
    assertThat(folder.resolve(DrillLog.FILE)).hasBinaryContent(log);
    assertThat(new RunRecords(state).list().getFirst().why()).doesNotContain("not healed");
  }

  /// Its canary is counted before anything is removed.
  @Test
  void what_a_drill_wrote_that_is_held_now_stays() throws Exception {
    assertThat(resume().state().done()).isTrue();
    new PastRuns(state).execute(CUT);

    assertThat(move(Mode.FAILBACK).run(told.requester()).state().done()).isTrue();
    assertThat(platform.forgotten()).isEmpty();
  }

  private RunExecution.Stopped resume() throws Exception {
    return new Resumption(file, platform, state, told.requester())
        .run(new RunId(CUT), false, Overrides.NONE);
  }

  private Move move(Mode mode) throws Exception {
    return Move.of(
        new ControlledWorkload(file, file.workload("shop"), platform, state),
        new MoveRequest(
            mode, Optional.empty(), Optional.empty(), Overrides.NONE, Optional.empty()));
  }
}
