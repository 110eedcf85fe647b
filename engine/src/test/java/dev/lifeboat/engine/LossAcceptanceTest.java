package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.CandidateRule;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A failover to a region whose database did not follow the present writer.
@Timeout(60)
final class LossAcceptanceTest {
  private static final Instant SINCE = Instant.parse("2026-11-22T14:02:11Z");
  private static final LossAcceptance WORD = new LossAcceptance("ann", "the hall burnt down");

  @TempDir Path folder;

  private final SimulatedWorld world = new SimulatedWorld(Storefront.EAST, Storefront.WEST);
  private final List<Attempt> promotions = new CopyOnWriteArrayList<>();

  @BeforeEach
  void place() throws ProblemException {
    controller().placeFirst();
  }

  private SimulatedController controller() {
    return new SimulatedController(world, Storefront.plan(), folder).with(new Stale());
  }

  /// The stores in the target followed a writer of long ago.
  private final class Stale implements SimulatedController.Trouble {
    @Override
    public Readiness preflight(Goal goal) {
      return goal instanceof Goal.Promoted && goal.region().equals(Storefront.WEST)
          ? new CandidateRule(
                  goal.resource(),
                  goal.region(),
                  Optional.of(new FollowRecord(7, Optional.of(SINCE))))
              .refusal(1)
              .<Readiness>map(Readiness.NoCandidate::new)
              .orElseThrow()
          : Readiness.ready();
    }

    @Override
    public void beforePursuit(Goal goal, Attempt attempt) {
      if (goal instanceof Goal.Promoted) {
        promotions.add(attempt);
      }
    }
  }

  @Test
  void a_copy_that_is_no_candidate_is_not_promoted_and_the_run_is_refused_for_safety()
      throws Exception {
    var end = controller().run(Mode.FAILOVER);

    assertThat(end.phase())
        .isInstanceOfSatisfying(
            RunState.Phase.WaitingForPerson.class,
            phase -> {
              assertThat(phase.code()).isEqualTo(Code.LB3011);
              assertThat(phase.why())
                  .contains("followed the writer of epoch 7, not that of epoch 1");
            });
    assertThat(promotions).isEmpty();
  }

  @Test
  void a_planned_move_to_it_is_taken_back() throws Exception {
    var end = controller().run(Mode.SWITCHOVER);

    assertThat(end.phase())
        .isInstanceOfSatisfying(
            RunState.Phase.Ended.class,
            phase -> assertThat(phase.outcome()).isEqualTo(Outcome.UNDONE));
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
  }

  @Test
  void a_named_person_may_accept_the_loss_and_the_record_names_it() throws Exception {
    var stuck = controller().run(Mode.FAILOVER);

    var controller = controller();
    var end = controller.resume(stuck.run(), WORD);

    assertThat(end.phase()).isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
    var events =
        JournalReader.read(controller.runs().files(end.run()).journal()).entries().stream()
            .map(entry -> entry.event())
            .toList();
    assertThat(events)
        .filteredOn(Event.LossAccepted.class::isInstance)
        .hasSize(2)
        .allSatisfy(event ->
            assertThat(event.toString()).contains("ann", "the hall burnt down", "epoch 7"));
    assertThat(promotions)
        .isNotEmpty()
        .extracting(Attempt::succession)
        .containsOnly(
            new Succession(1, List.of(), Optional.of("LOSS ACCEPTED by ann: the hall burnt down")));
  }

  /// Looks ahead find nothing, as once another store of the run has moved the placement; the place
  /// of the effect refuses without a word.
  private final class RefusedAtTheEffect implements SimulatedController.Trouble {
    @Override
    public void beforePursuit(Goal goal, Attempt attempt) throws ProblemException {
      if (goal instanceof Goal.Promoted
          && goal.resource().equals("orders")
          && attempt.succession().acceptedLoss().isEmpty()) {
        throw new CandidateRule(
                "orders", goal.region(), Optional.of(new FollowRecord(7, Optional.of(SINCE))))
            .refusal(1)
            .orElseThrow()
            .asException();
      }
    }
  }

  @Test
  void the_loss_of_a_second_store_can_be_accepted_after_the_first_one_was_promoted()
      throws Exception {
    var trouble = new RefusedAtTheEffect();
    var stuck = controller().with(trouble).run(Mode.FAILOVER);
    assertThat(stuck.phase())
        .isInstanceOfSatisfying(
            RunState.Phase.WaitingForPerson.class,
            phase -> assertThat(phase.code()).isEqualTo(Code.LB3011));

    var end = controller().with(trouble).resume(stuck.run(), WORD);

    assertThat(end.phase()).isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
    assertThat(world.writers("orders")).containsExactly(Storefront.WEST);
  }
}
