package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.LossAcceptance;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a run whose controller died right after its opening fences nobody, and then waits for a
/// word that it was begun with. Method: such a journal is taken up, with and without the word.
final class RunWithoutWordTest {
  private static final Problem CUT =
      Problem.passing(Code.LB3011, "'orders' would be as it was", "much is lost", "give a word");

  @TempDir private Path state;
  private final ProgressLines told = new ProgressLines();
  private ScriptedRegions regions;
  private PlanFile file;
  private RunFolder run;

  @BeforeEach
  void open_a_run_and_die() throws Exception {
    file = StorefrontPlan.read();
    regions = new ScriptedRegions(state, Placement.first("shop", "east"));
    regions.preflight("restored", new Readiness.NoCandidate(CUT));
    var runs = runs();
    run = runs.reserve();
    var request =
        new Runs.Request(run.run(), file.bytes(), file.plan().sha256(), runbook(), "ann", "a test");
    runs.open(request).journal().close();
  }

  private Runs runs() {
    return new RunRecords(state).runs(regions, told.requester().host());
  }

  private static Runbook runbook() {
    var fence = step("fence", new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE), List.of());
    var restore = step("restore", new Goal.Restored("orders", "west"), List.of(fence.id()));
    var promote =
        step("promote", new Goal.Promoted("orders", "west"), List.of(fence.id(), restore.id()));
    return new Runbook(
        "storefront",
        "shop",
        Mode.FAILOVER,
        Strategy.BACKUP_AND_RESTORE,
        "east",
        "west",
        List.of(fence, restore, promote));
  }

  private static Step step(String id, Goal goal, List<StepId> after) {
    return new Step.Reach(new StepId(id), goal, after, Duration.ofMinutes(1), List.of());
  }

  private RunExecution.Stopped resume(Overrides overrides) throws Exception {
    return new Resumption(file, regions, state, told.requester()).run(run.run(), false, overrides);
  }

  private String journal() throws Exception {
    return Files.readString(run.journal());
  }

  @Test
  void it_is_refused_before_anything_is_fenced_and_goes_on_with_the_word() throws Exception {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> resume(Overrides.NONE))
        .withMessageContaining(CUT.happened());
    assertThat(journal()).doesNotContain("StepStarted");

    var said = new Overrides(Optional.empty(), false, Optional.of("better than nothing"));
    assertThat(resume(said).state().done()).isTrue();
    assertThat(journal().indexOf("LossAccepted"))
        .isPositive()
        .isLessThan(journal().indexOf("StepStarted"));
  }

  @Test
  void a_word_that_was_written_down_counts_when_the_run_is_taken_up_without_it() throws Exception {
    var open = runs().resume(run.run(), "ann");
    var world = World.of(regions, file.workload("shop"), told.requester().people());
    var words = new LossAcceptance("ann", "why").beforehand(open.state(), world);
    LossAcceptance.note(open, words, Clock.systemUTC().instant());
    open.journal().close();

    assertThat(resume(Overrides.NONE).state().done()).isTrue();
  }
}
