package dev.lifeboat.engine;

import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is special about promotions: everything they rest on is observed again just before.
final class Promotions {
  private Promotions() {}

  static boolean isPromotion(Step.Reach step) {
    return step.goal() instanceof Goal.Promoted;
  }

  /// Whether nothing can be judged of a promotion before the runbook begins: it is of a copy that
  /// the runbook makes by itself of a writer that lives, and for which a vault stands in
  /// afterwards; or of what is restored as it was before a moment, where the restore is judged and
  /// the end of the log says nothing.
  static boolean isJudgedLater(Runbook runbook, Goal goal) {
    return goal instanceof Goal.Promoted promoted
        && Step.reaching(runbook.steps())
            .map(Step.Reach::goal)
            .anyMatch(it ->
                it.equals(new Goal.Protected(promoted.resource(), promoted.region()))
                    || (it instanceof Goal.Restored restored
                        && restored.before() != null
                        && isOf(promoted, restored)));
  }

  /// The fences and completions that `promotion` rests on. Taking a run back promotes as well: then
  /// the fence is the one that the undo put on the other side.
  static List<Step.Reach> needs(RunState state, Step.Reach promotion) {
    var needs = new ArrayList<Step.Reach>(state.fencesBefore(promotion));
    needs.addAll(state.completionsBefore(promotion));
    return needs;
  }

  private static Succession succession(RunState state, Step.Reach promotion) {
    return new Succession(
        state.writerEpoch(),
        state.overriddenBefore(promotion),
        state.steps().acceptedLoss(promotion.id()));
  }

  /// What is accepted of a promotion is accepted of what is restored for it.
  private static Succession succession(RunState state, Goal.Restored restored) {
    return new Succession(state.writerEpoch(), List.of(), acceptedLoss(state, restored));
  }

  static Optional<String> acceptedLoss(RunState state, Goal.Restored restored) {
    return state.openPromotions().stream()
        .filter(it -> isOf(it, restored))
        .flatMap(it -> state.steps().acceptedLoss(it.id()).stream())
        .findFirst();
  }

  /// Whether that very store is restored for a promotion.
  static boolean isOf(Step.Reach promotion, Goal.Restored restored) {
    return promotion.goal() instanceof Goal.Promoted promoted && isOf(promoted, restored);
  }

  private static boolean isOf(Goal.Promoted promoted, Goal.Restored restored) {
    return promoted.equals(new Goal.Promoted(restored.resource(), restored.region()));
  }

  static Attempt attempt(RunState state, Step.Reach step, int number) {
    StepId id = step.id();
    if (!(state.of(id) instanceof StepState.Active active)) {
      throw new IllegalStateException("step '" + id + "' is not under way");
    }
    return new Attempt(
        state.run(),
        id,
        state.epoch(),
        number,
        active.since().plus(step.deadline()),
        step.goal() instanceof Goal.Restored restored
            ? succession(state, restored)
            : isPromotion(step) ? succession(state, step) : Succession.NONE);
  }
}
