package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenRunsTest {
  private static final String RUN = "20261120-080000-bbbb";

  @TempDir private Path state;

  /// A drill reserves the runs of its way home, and one process is one cause.
  @Test
  void a_process_that_reserved_several_runs_is_told_once() throws Exception {
    var past = new PastRuns(state);
    for (var run : List.of(RUN, "20261120-080001-cccc")) {
      past.open(run);
      past.execute(run);
    }

    assertThat(new RunRecords(state).executed("storefront"))
        .extracting(RunController::run)
        .containsExactly(RUN);
  }

  /// Between two of its moves a drill has no run that is open, and goes on all the same.
  @Test
  void who_executes_a_run_is_named_also_between_two_moves() throws Exception {
    var past = new PastRuns(state);
    past.open(RUN);
    past.end(RUN);
    var open = new OpenRuns(new RunRecords(state));
    var other = new ProcessBuilder("cat").start();
    try {
      past.execute(RUN, other.pid());

      assertThatThrownBy(open::only)
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> {
                assertThat(refused.problem().code()).isEqualTo(Code.LB4004);
                assertThat(refused.problem().happened())
                    .endsWith(
                        "; process %d of this machine executes run %s".formatted(other.pid(), RUN));
                assertThat(refused.problem().action()).contains("lifeboat watch " + RUN);
              });
    } finally {
      other.destroyForcibly().waitFor();
    }

    assertThatThrownBy(open::only)
        .isInstanceOfSatisfying(
            ProblemException.class,
            none -> assertThat(none.problem().happened()).endsWith("is open"));
  }
}
