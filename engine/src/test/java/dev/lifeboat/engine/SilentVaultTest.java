package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.VaultedStorefront;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a run waits for a vault that fell silent after the fence, and goes on once it is back or a
/// person accepts what it may have alone.
///
/// Method: one of two vaults is silent, and the reconciler refuses as the real one does.
final class SilentVaultTest {
  private static final LossAcceptance ANN = new LossAcceptance("ann", "the vault burnt");
  private static final Problem SILENT =
      Problem.passing(Code.LB9003, "vault 'offsite': no answer", "it may have more", "wait");

  @TempDir private Path folder;

  private SimulatedWorld world;
  private volatile boolean silent = true;

  @BeforeEach
  void make() throws Exception {
    world = new SimulatedWorld(Storefront.EAST, Storefront.WEST);
    world.vaulted(Storefront.EAST, Storefront.WEST);
    controller().placeFirst();
  }

  private SimulatedController controller() {
    var trouble =
        new SimulatedController.Trouble() {
          @Override
          public Readiness preflight(Goal goal) {
            return silent && goal instanceof Goal.Restored
                ? new Readiness.NoCandidate(SILENT)
                : Readiness.ready();
          }

          @Override
          public void beforePursuit(Goal goal, Attempt attempt) throws ProblemException {
            if (silent
                && goal instanceof Goal.Restored
                && attempt.succession().acceptedLoss().isEmpty()) {
              throw SILENT.asException();
            }
          }
        };
    return new SimulatedController(world, VaultedStorefront.plan(), folder).with(trouble);
  }

  private RunState stopped() throws Exception {
    var stopped = controller().within(Duration.ofMillis(500)).run(Mode.FAILOVER);
    assertThat(stopped.phase()).isInstanceOf(RunState.Phase.WaitingForPerson.class);
    assertThat(world.writers("orders")).isEmpty();
    return stopped;
  }

  private void requireMoved(RunState end) {
    assertThat(end.phase()).isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
    assertThat(world.writers("orders")).containsExactly(Storefront.WEST);
  }

  @Test
  void once_it_is_back_the_run_goes_on_without_a_word() throws Exception {
    var run = stopped().run();
    silent = false;
    requireMoved(controller().resume(run));
  }

  @Test
  void a_person_may_accept_what_it_may_have_alone() throws Exception {
    requireMoved(controller().resume(stopped().run(), ANN));
  }

  /// Nobody may write while a run waits for what a person gave up before.
  @Test
  void a_word_that_was_given_before_is_heeded_at_the_first_request() throws Exception {
    var controller = controller();
    var open = controller.open(Mode.FAILOVER);
    var words = ANN.beforehand(open.state(), controller.outside());
    assertThat(words)
        .singleElement()
        .matches(it -> it.atRisk().equals(SILENT.happened()))
        .matches(it -> it.step().value().equals("promote-orders"));
    open.journal().close();

    requireMoved(controller.execute(controller.runs().resume(open.state().run(), "ann", words)));
    silent = false;
    assertThat(ANN.beforehand(open.state(), controller.outside()))
        .as("where the vaults were read there is nothing to accept")
        .isEmpty();
  }
}
