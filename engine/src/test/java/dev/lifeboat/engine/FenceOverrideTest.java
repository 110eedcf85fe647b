package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A failover whose fence nobody can look at.
@Timeout(60)
final class FenceOverrideTest {
  private static final FenceOverride WORD =
      new FenceOverride("ann", "the hall burnt down", "2 s of writes");

  @TempDir Path folder;

  private final SimulatedWorld world = new SimulatedWorld(Storefront.EAST, Storefront.WEST);

  @BeforeEach
  void place() throws ProblemException {
    controller().placeFirst();
  }

  private SimulatedController controller() {
    return new SimulatedController(world, Storefront.plan(), folder).within(Duration.ofSeconds(1));
  }

  /// Nobody can look at the old database, and what is asked of it is lost.
  private static final class Unseen implements SimulatedController.Trouble {
    final List<Attempt> promotions = new ArrayList<>();

    @Override
    public void beforeLook(Goal goal) {
      if (goal instanceof Goal.Fenced && goal.resource().equals("orders")) {
        throw new IllegalStateException("no answer");
      }
    }

    @Override
    public synchronized void beforePursuit(Goal goal, Attempt attempt) {
      if (goal instanceof Goal.Promoted) {
        promotions.add(attempt);
      }
    }
  }

  @Test
  void a_fence_without_proof_promotes_nobody_and_is_refused_for_safety() throws Exception {
    var unseen = new Unseen();

    var end = controller().with(unseen).run(Mode.FAILOVER);

    assertThat(end.phase())
        .isInstanceOfSatisfying(
            RunState.Phase.WaitingForPerson.class,
            phase -> assertThat(phase.code()).isEqualTo(Code.LB3001));
    assertThat(unseen.promotions).isEmpty();
  }

  @Test
  void a_named_person_may_go_on_and_it_stays_on_the_record() throws Exception {
    var unseen = new Unseen();
    var stuck = controller().with(unseen).run(Mode.FAILOVER);

    var controller = controller().with(unseen);
    var end = controller.resume(stuck.run(), WORD);

    assertThat(end.phase()).isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
    var events =
        JournalReader.read(controller.runs().files(end.run()).journal()).entries().stream()
            .map(entry -> entry.event())
            .toList();
    assertThat(events)
        .filteredOn(Event.FenceOverridden.class::isInstance)
        .singleElement()
        .asString()
        .contains("fence-orders", "ann", "the hall burnt down", "no answer", "2 s of writes");
    assertThat(events)
        .filteredOn(Event.PromotionIntended.class::isInstance)
        .allSatisfy(event -> assertThat(event.toString()).contains("OVERRIDDEN by ann"));
    assertThat(unseen.promotions)
        .isNotEmpty()
        .allSatisfy(attempt -> assertThat(attempt.succession().overridden()).isNotEmpty());
  }

  @Test
  void what_can_still_be_proven_is_not_overridden() throws Exception {
    var stuck =
        controller()
            .with(
                new SimulatedController.Trouble() {
                  @Override
                  public void beforePursuit(Goal goal, Attempt attempt) {
                    if (goal instanceof Goal.Fenced) {
                      throw new IllegalStateException("the request is lost");
                    }
                  }
                })
            .run(Mode.FAILOVER);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> controller().resume(stuck.run(), WORD))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3008));
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
  }

  /// Goal: a word that was given too early harms nobody. Method: the run waits for approval, so no
  /// fence was begun, and nobody can look at any.
  @Test
  void a_fence_that_was_not_begun_is_not_overridden_and_the_journal_stays_whole() throws Exception {
    var unseen =
        new SimulatedController.Trouble() {
          @Override
          public void beforeLook(Goal goal) {
            if (goal instanceof Goal.Fenced) {
              throw new IllegalStateException("no answer");
            }
          }
        };
    var plan = Storefront.plan(Strategy.WARM_STANDBY, FailoverPolicy.Trigger.APPROVAL);
    var stuck = new SimulatedController(world, plan, folder).with(unseen).run(Mode.FAILOVER);
    var controller = new SimulatedController(world, plan, folder).with(unseen);

    var still = controller.resume(stuck.run(), WORD);

    assertThat(still.phase()).isInstanceOf(RunState.Phase.WaitingForPerson.class);
    var entries = JournalReader.read(controller.runs().files(stuck.run()).journal()).entries();
    assertThat(entries)
        .noneSatisfy(it -> assertThat(it.event()).isInstanceOf(Event.FenceOverridden.class));
    assertThat(RunState.of(entries, Pace.standard()).phase()).isEqualTo(still.phase());
  }

  /// What no rule allows is refused before it is durable, whoever says it.
  @Test
  void an_event_that_cannot_follow_never_gets_into_the_journal() throws Exception {
    var plan = Storefront.plan(Strategy.WARM_STANDBY, FailoverPolicy.Trigger.APPROVAL);
    var controller = new SimulatedController(world, plan, folder);
    var stuck = controller.run(Mode.FAILOVER);
    var early =
        new Event.FenceOverridden(new StepId("fence-orders"), "ann", "early", "unseen", "nothing");

    assertThatIllegalStateException()
        .isThrownBy(() -> controller.runs().resume(stuck.run(), "ann", List.of(early)));

    assertThat(controller.runs().read(stuck.run()).phase()).isEqualTo(stuck.phase());
  }
}
