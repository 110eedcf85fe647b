package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person can do about a run that blocks a workload and that nobody can take up.
class LostRunTest {
  private static final String RUN = "20261120-150411-7q2k";
  private static final String NEXT = "20261121-080000-bbbb";

  @TempDir private Path state;
  private FilePlacements placements;
  private Path journal;

  @BeforeEach
  void claim() throws Exception {
    placements = QuietLab.of(Invocation.STOREFRONT, state).placements();
    new PastRuns(state).open(RUN, placements);
    journal = state.resolve("runs").resolve(RUN).resolve("journal.jsonl");
  }

  @Test
  void a_claim_of_a_run_whose_journal_is_gone_is_dropped_by_a_named_person() throws Exception {
    Files.delete(journal);
    var held = placement();

    var dropped = run("resume", RUN, "--drop-claim", "disk replaced", "--as", "ann");

    assertThat(dropped.exitCode()).as(dropped.toString()).isZero();
    assertThat(dropped.err()).contains(RUN, "is gone", "the writer is in east under epoch 1");
    assertThat(placement()).isEqualTo(held.released());
    var listed = run("runs").out();
    assertThat(listed).contains(RUN, "claim-dropped", "by ann: disk replaced");
    var again = run("resume", RUN, "--drop-claim", "again", "--as", "ann");
    assertThat(again.err()).contains("LB4004", "no workload waits for run " + RUN);
  }

  @Test
  void the_next_run_gets_a_higher_epoch_and_the_dropped_one_is_never_taken_up() throws Exception {
    var bytes = Files.readAllBytes(journal);
    Files.writeString(journal, "{}\n{}\n");

    var dropped = run("resume", RUN, "--drop-claim", "damaged", "--as", "ann");
    assertThat(dropped.exitCode()).as(dropped.toString()).isZero();
    assertThat(dropped.err()).contains("journal.jsonl:1 is not an entry");
    Files.write(journal, bytes); // Somebody finds a copy of it after all.

    assertThat(run("resume", RUN).err()).contains("LB4004", "ann dropped its claim: damaged");
    // What its journal tells by now.
    assertThat(run("runs").out())
        .containsPattern(RUN + " .*failover .*claim-dropped .*storefront/shop");
    new PastRuns(state).open(NEXT, placements);
    assertThat(placement().highestEpoch()).isEqualTo(3);
    assertThat(placement().openRun())
        .hasValueSatisfying(run -> assertThat(run.value()).isEqualTo(NEXT));
  }

  @Test
  void a_run_that_can_be_taken_up_keeps_its_claim() throws Exception {
    var held = placement();

    var refused = run("resume", RUN, "--drop-claim", "in the way", "--as", "ann");

    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("LB4007", "lifeboat resume " + RUN, "', or with --undo");
    assertThat(placement()).isEqualTo(held);
    assertThat(run("runs").out()).doesNotContain("claim-dropped");
  }

  /// The plan that a run keeps is evidence: nobody is told to correct it.
  @Test
  void where_its_plan_is_damaged_too_a_copy_of_it_or_the_plan_by_name_is_wanted() throws Exception {
    Files.delete(journal);
    Files.writeString(journal.resolveSibling("plan.yaml"), "plan: [");

    var refused = run("resume", RUN, "--drop-claim", "disk replaced", "--as", "ann");

    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "LB4009", "the plan that run " + RUN + " began with cannot be used", "from a copy")
        .doesNotContain("correct");
    var named =
        run(
            "resume",
            RUN,
            "--drop-claim",
            "disk replaced",
            "--as",
            "ann",
            "--plan",
            Invocation.STOREFRONT);
    assertThat(named.exitCode()).as(named.toString()).isZero();
  }

  private Placement placement() throws Exception {
    return placements.read("shop").orElseThrow();
  }

  private Invocation run(Object... words) {
    var all = new java.util.ArrayList<>(java.util.List.of(words));
    all.add("--state");
    all.add(state);
    return Invocation.of(all.toArray());
  }
}
