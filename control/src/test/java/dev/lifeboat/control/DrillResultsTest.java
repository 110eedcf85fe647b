package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Criterion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrillResultsTest {
  private static final ProblemException FAILED =
      ProblemException.lasting(Code.LB3005, "the views did not agree", "nothing", "look");

  @TempDir private Path state;
  private DrillResults results;

  @BeforeEach
  void begin() throws Exception {
    var file = StorefrontPlan.read();
    results =
        new DrillResults(
            state,
            file.plan(),
            file.workload("shop"),
            "region-loss",
            new ProgressLines().requester());
  }

  private Path folder(String run) throws Exception {
    return Files.createDirectories(state.resolve("runs").resolve(run));
  }

  /// Method: another watch on the same state folder reserves a run before the drill does.
  @Test
  void a_drill_that_failed_is_told_in_its_own_folder() throws Exception {
    var other = folder("20261120-150000-bbbb");
    var own = folder("20261120-150001-cccc");
    results.reserved(RunFolder.of(state.resolve("runs"), new RunId("20261120-150001-cccc")));

    results.keep(results.failed(FAILED));

    assertThat(own.resolve("result.json")).isNotEmptyFile();
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void nobody_else_may_read_its_log() throws Exception {
    var run = "20261120-150001-cccc";
    var _ = folder(run);

    new PastRuns(state).cut(run, "lifeboat lab heal plan.yaml region east");

    var log = state.resolve("runs").resolve(run).resolve("drill.jsonl");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
  }

  @Test
  void what_was_measured_before_it_failed_is_in_its_result() throws Exception {
    folder("20261120-150001-cccc");
    results.reserved(RunFolder.of(state.resolve("runs"), new RunId("20261120-150001-cccc")));
    var measured = results.failed(FAILED);
    results.measured((verdict, _) -> measured.with(Criterion.missed(verdict.why())));

    assertThat(results.failed(FAILED).comparison().regression())
        .isEqualTo(Criterion.missed("LB3005 the views did not agree"));
  }

  @Test
  void one_that_reserved_no_run_has_no_result() throws Exception {
    folder("20261120-150000-bbbb");

    assertThatThrownBy(() -> results.failed(FAILED)).isSameAs(FAILED);
  }
}
