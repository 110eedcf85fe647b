package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What could not be looked at is unknown, whoever asks.
final class SilentAccountTest {
  private static final ProblemException SILENT =
      Problem.passing(
              Code.LB2002, "DynamoDB in eu-central-1 is silent", "nothing was done", "try again")
          .asException();

  @TempDir private Path state;
  private ScriptedRegions platform;
  private PlanFile file;

  @BeforeEach
  void make_an_account() throws Exception {
    file = StorefrontPlan.read();
    platform =
        new ScriptedRegions(
            state, Placement.first("shop", "east"), StorefrontPlan.read().plan(), true);
  }

  @Test
  void check_status_and_dry_run_have_one_word_for_an_account_that_is_silent() throws Exception {
    platform.fallSilent(SILENT);

    assertThat(check()).isEqualTo(Recoverability.UNKNOWN);
    assertThat(status()).isEqualTo(Recoverability.UNKNOWN);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(this::preview)
        .satisfies(told -> assertThat(told.problem().code().exitCode()).isEqualTo(3));
  }

  @Test
  void check_names_what_it_did_not_look_at_since_the_placement_is_not_known() throws Exception {
    platform.fallSilent(SILENT);

    assertThat(checked().concerns())
        .extracting(Concern::phrase)
        .containsExactly(
            "not looked at, since it is not known where the writer is: orders, images, web, entry",
            "shop: LB2002 DynamoDB in eu-central-1 is silent; try again");
  }

  /// Calls that must not be left half done are waited for all the same.
  @Test
  void who_stopped_a_check_gets_no_answer_of_it() {
    platform.fallSilent(SILENT);
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::check);
  }

  @Test
  void a_workload_that_was_never_adopted_is_known_not_to_be_ready() throws Exception {
    platform.fallSilent(
        Problem.lasting(Code.LB2007, "it has no placement", "nothing was done", "adopt it")
            .asException());

    assertThat(check()).isEqualTo(Recoverability.NOT_READY);
    assertThat(status()).isEqualTo(Recoverability.NOT_READY);
  }

  /// A workload that could be failed over is ready, and people must see that it is time to.
  @Test
  void status_says_that_the_writer_does_not_answer() throws Exception {
    assertThat(failed()).isEmpty();

    platform.loseWriter();

    assertThat(failed()).contains("sql refused: connection refused");
  }

  @Test
  void check_says_so_too() throws Exception {
    assertThat(checked().concerns()).isEmpty();

    platform.loseWriter();

    assertThat(checked().concerns())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.isWarning()).as("it can be failed over").isTrue();
          assertThat(it.phrase())
              .isEqualTo("its writer in east does not answer: sql refused: connection refused");
        });

    platform.hideWriter(SILENT);

    assertThat(check()).isEqualTo(Recoverability.UNKNOWN);
  }

  @Test
  void status_keeps_the_rest_where_nobody_could_look_at_the_writer() throws Exception {
    var before = survey();

    platform.hideWriter(SILENT);

    var seen = survey();
    assertThat(seen.readiness()).isEqualTo(Recoverability.UNKNOWN);
    assertThat(seen.why())
        .containsAll(before.why())
        .anyMatch(it -> it.contains("writer answers is not known: LB2002 DynamoDB"));
    assertThat(seen.writer()).isEqualTo(before.writer());
  }

  @Test
  void a_plan_that_names_nothing_to_look_at_takes_nothing_from_status() throws Exception {
    var before = survey();

    platform.hideWriter(
        ProblemException.lasting(Code.LB2008, "it names nothing", "nobody watches it", "name it"));

    assertThat(survey().readiness()).isEqualTo(before.readiness());
    assertThat(survey().why()).isEqualTo(before.why());
  }

  @Test
  void status_names_the_way_home_where_the_writer_is_away_and_no_run_is_open() throws Exception {
    var line = "bring it home with 'lifeboat failback ";
    assertThat(survey().why()).noneMatch(it -> it.contains(line));

    platform
        .placements()
        .compareAndSet(platform.placements().read("shop"), Placement.first("shop", "west"));

    assertThat(survey().why()).last().asString().contains("the writer is in west", line);
  }

  /// One word for one fact, also for who needs the next step.
  @Test
  void check_names_the_open_run_as_status_does() throws Exception {
    var run = "20261120-080000-bbbb";
    new PastRuns(state).open(run, platform.placements());
    var words = "run %s is open; go on with 'lifeboat resume %s'".formatted(run, run);

    assertThat(survey().why()).anyMatch(it -> it.contains(words));
    assertThat(checked().concerns().getFirst().phrase()).contains(words);
    assertThat(check()).isEqualTo(Recoverability.NOT_READY);
  }

  private Recoverability check() throws Exception {
    return checked().readiness();
  }

  private RecoveryCheck.CheckedWorkload checked() throws Exception {
    var check =
        new RecoveryCheck(
            file,
            state,
            new MemoryAccount(platform),
            _ -> new MemoryVault(Clock.systemUTC()),
            Clock.systemUTC());
    return check.run().getFirst();
  }

  private Recoverability status() throws Exception {
    return survey().readiness();
  }

  private Optional<String> failed() throws Exception {
    return survey().writer().orElseThrow().failed();
  }

  private WorkloadStatus survey() throws Exception {
    var survey = new StatusSurvey(file, state, new MemoryAccount(platform), ProgressLines.host());
    return survey.run().getFirst();
  }

  private void preview() throws Exception {
    var shop = new ControlledWorkload(file, file.workload("shop"), platform, state);
    var request =
        new MoveRequest(
            Mode.FAILOVER, Optional.empty(), Optional.empty(), Overrides.NONE, Optional.empty());
    var _ = Move.look(shop, request);
  }
}
