package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.LossAcceptance;
import dev.lifeboat.engine.RunState.Phase;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run in a world that lives in memory.
class RunExecutionTest {

  @TempDir private Path state;
  private final ProgressLines told = new ProgressLines();
  private MemoryRuns runs;

  @BeforeEach
  void place_the_writer_in_east() throws Exception {
    runs = new MemoryRuns(state);
  }

  @Test
  void a_run_that_reaches_every_goal_is_done_and_leaves_its_files() throws Exception {
    var stopped = runs.execute(Mode.FAILOVER, false, told.requester());

    assertThat(stopped.state().phase())
        .isInstanceOfSatisfying(
            Phase.Ended.class, it -> assertThat(it.outcome()).isEqualTo(Outcome.DONE));
    assertThat(runs.regions().placements().read("shop").orElseThrow().writer()).isEqualTo("west");
    var run = new RunRecords(state).list().getFirst();
    assertThat(run.outcome().word()).isEqualTo("done");
    for (var name :
        new String[] {"plan.yaml", "runbook.json", "journal.jsonl", "report.html", "seal.json"}) {
      assertThat(run.folder().resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void a_switchover_that_is_taken_back_at_once_fails_and_the_writer_stays() throws Exception {
    var _ = runs.execute(Mode.SWITCHOVER, true, told.requester());

    assertThat(new RunRecords(state).list().getFirst().outcome().word()).isEqualTo("undone");
    assertThat(runs.regions().placements().read("shop").orElseThrow().writer()).isEqualTo("east");
  }

  @Test
  void ctrl_c_pauses_and_tells_that_it_can_go_on() throws Exception {
    runs.regions().hold("promote", Observation.pending("takes its time"));
    var interrupted = new boolean[1];
    var command =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var _ = runs.execute(Mode.FAILOVER, false, told.requester());
              } catch (InterruptedException expected) {
                interrupted[0] = true;
              } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
              }
            });
    runs.regions().awaitHeld();

    command.interrupt();
    command.join();

    assertThat(interrupted[0]).isTrue();
    var run = new RunRecords(state).list().getFirst();
    assertThat(run.outcome().word()).isEqualTo("paused");
    assertThat(told.toString()).contains("Interrupted[run=" + run.run());
  }

  /// Goal: a person's word is said once, or a run that waits for something else would be taken up
  /// again and again until the disk is full. Method: nobody approves, and the copies are none that
  /// could be promoted.
  @Test
  @Timeout(60)
  void a_loss_is_accepted_once_however_long_the_run_waits_for_something_else() throws Exception {
    var asks = state.resolve("asks.yaml");
    Files.writeString(
        asks,
        Files.readString(StorefrontPlan.PLAN).replace("trigger: automatic", "trigger: approval"));
    var problem = Problem.lasting(Code.LB3011, "it followed nobody", "all is lost", "look");
    runs.regions().preflight("promoted", new Readiness.NoCandidate(problem));

    var stopped =
        runs.execute(
            StorefrontPlan.read(asks),
            Mode.FAILOVER,
            false,
            new PersonsWord(
                Optional.empty(), Optional.of(new LossAcceptance("ann", "better than nothing"))),
            told.requester());

    assertThat(stopped.state().phase()).isNotInstanceOf(Phase.Ended.class);
    var run = new RunRecords(state).list().getFirst();
    assertThat(Files.readString(run.folder().resolve("journal.jsonl")))
        .satisfies(journal ->
            assertThat(journal.split("LossAccepted", -1)).as("one of each store").hasSize(3));
  }
}
