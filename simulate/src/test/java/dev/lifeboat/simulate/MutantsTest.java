package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.engine.Effect;
import dev.lifeboat.engine.StepAction;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.simulate.Violation.Invariant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: the simulator finds the bugs it is for.
///
/// Method: take away one rule at a time, here in the test alone, and play seeds until a world
/// breaks an invariant. Each must fall within 10 000 seeds; the product survives all of those.
@Tag("campaign")
final class MutantsTest {
  private static final int SEEDS = 10_000;

  /// What a product without one of its rules would do.
  enum Mutant {
    FENCE_CHECK_REMOVED(
        Set.of(Invariant.PROOF_BEFORE_PROMOTION, Invariant.ONE_WRITER),
        new Rules() {
          @Override
          public boolean looks(StepAction action) {
            return !looksAtFence(action);
          }
        }),
    EXPECTED_SEQUENCE_IGNORED(
        Set.of(Invariant.RESUMED_AS_UNDISTURBED),
        new Rules() {
          @Override
          public boolean continues(long expected, long next) {
            return true;
          }
        }),
    NON_IDEMPOTENT_CALL_RETRIED(
        Set.of(Invariant.NOTHING_LOST, Invariant.LOSES_AT_MOST, Invariant.RESUMED_AS_UNDISTURBED),
        new Rules() {
          @Override
          public boolean isDone(SimCopy copy, SimCopy.Duty duty, Attempt attempt) {
            return false;
          }
        }),
    EPOCH_NOT_CHECKED_AT_THE_EFFECT(
        // A late fence of an earlier run stops the new writer, and a share waits for it for long.
        Set.of(
            Invariant.RESUMED_AS_UNDISTURBED,
            Invariant.NOTHING_LOST,
            Invariant.ONE_WRITER,
            Invariant.RUNS_END),
        new Rules() {
          @Override
          public boolean current(long known, long carried) {
            return true;
          }
        }),
    FENCE_NOT_OBSERVED_AGAIN_BEFORE_THE_PROMOTION(
        Set.of(Invariant.PROOF_BEFORE_PROMOTION, Invariant.ONE_WRITER),
        new Rules() {
          @Override
          public boolean looks(StepAction action) {
            return !(isPromotion(action.step()) && looksAtFence(action));
          }
        });

    private final Set<Invariant> breaks;
    private final Rules rules;

    Mutant(Set<Invariant> breaks, Rules rules) {
      this.breaks = breaks;
      this.rules = rules;
    }

    private static boolean looksAtFence(StepAction action) {
      return action.effect() instanceof Effect.Look(Step.Reach(_, Goal.Fenced fence, _, _, _), _)
          && !fence.resource().equals("entry");
    }

    private static boolean isPromotion(Step step) {
      return step instanceof Step.Reach reach && reach.goal() instanceof Goal.Promoted;
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("invariant-27")
  void each_mutant_is_found_within_ten_thousand_seeds(Mutant mutant) throws Exception {
    var product = Worlds.storefront();
    var simulation = product.without(mutant.rules);
    long seed = 1;
    var outcome = simulation.play(seed);
    while (outcome.violations().isEmpty() && seed < SEEDS) {
      outcome = simulation.play(++seed);
    }
    assertThat(outcome.violations()).as("%s in %d seeds", mutant, seed).isNotEmpty();
    assertThat(mutant.breaks).contains(outcome.violations().getFirst().invariant());
    assertThat(product.play(seed).violations()).as("the product, seed %d", seed).isEmpty();
  }

  /// Goal: a failing seed tells the smallest story that still fails, and tells it again.
  @ParameterizedTest
  @EnumSource
  void a_failing_seed_is_shrunk_to_what_it_needs(Mutant mutant) throws Exception {
    var simulation = Worlds.storefront().without(mutant.rules);
    long seed = 1;
    while (simulation.play(seed).violations().isEmpty() && seed < SEEDS) {
      seed++;
    }
    var failure = simulation.shrink(seed, Optional.empty());

    assertThat(failure.outcome().violations()).as("seed %d", seed).isNotEmpty();
    assertThat(failure.troubles().size()).isLessThanOrEqualTo(failure.drawn());
    assertThat(failure.outcome().course().tail()).anyMatch(line -> line.contains("VIOLATION"));
    assertThat(simulation.shrink(seed, Optional.empty())).isEqualTo(failure);

    long failing = seed;
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> simulation.shrink(failing, Optional.empty()))
        .isInstanceOf(InterruptedException.class);
  }
}
