package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of a lab that is taken down, or was.
class EndedLabTest {
  private static final String RUN = "20261120-150411-7q2k";

  @TempDir private Path state;
  private PastRuns past;

  @BeforeEach
  void claim() throws Exception {
    past = new PastRuns(state);
    past.open(RUN, QuietLab.of(Invocation.STOREFRONT, state).placements());
  }

  /// Method: this process is the one that executes the run.
  @Test
  void a_lab_goes_from_under_a_run_only_by_the_word_of_a_person_who_read_which() throws Exception {
    past.execute(RUN);

    var refused = run("lab", "down", Invocation.STOREFRONT);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("LB1006", "executes run " + RUN, " --confirm storefront", "nothing was changed");
    assertThat(state.resolve("lab/storefront/lab.json")).exists();
    var done = run("lab", "down", Invocation.STOREFRONT, "--confirm", "storefront");
    assertThat(done.exitCode()).as(done.toString()).isZero();
    assertThat(state.resolve("lab/storefront")).doesNotExist();
  }

  @Test
  void what_was_open_there_is_nothing_to_go_on_with() throws Exception {
    assertThat(run("runs", "--open").out()).contains(RUN);

    assertThat(run("lab", "down", Invocation.STOREFRONT, "--as", "ann").exitCode()).isZero();

    var why = "by ann: the lab of 'storefront' was taken down";
    assertThat(run("runs").out()).contains(RUN, why).doesNotContain("resume");
    assertThat(run("runs", "--open").out()).doesNotContain(RUN);
    assertThat(run("resume", RUN).err())
        .contains("LB4004", "ann dropped the claim of run " + RUN, "was taken down");
    QuietLab.of(Invocation.STOREFRONT, state);
    assertThat(run("status", Invocation.STOREFRONT).out()).doesNotContain("resume", RUN);
  }

  @Test
  void a_drill_that_was_cut_off_there_is_told_as_such_with_its_lab() throws Exception {
    past.cut(RUN, "lifeboat lab heal lifeboat.yaml region east");
    assertThat(run("runs").out()).contains("go on with 'lifeboat resume " + RUN);

    assertThat(run("lab", "down", Invocation.STOREFRONT, "--as", "ann").exitCode()).isZero();

    assertThat(run("runs").out())
        .contains("drill", "region-loss", "cut off", "by ann: the lab of 'storefront' was taken")
        .doesNotContain("resume", "heal");
  }

  private Invocation run(Object... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--state", state));
    return Invocation.of(all.toArray());
  }
}
