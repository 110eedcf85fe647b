package dev.lifeboat.engine;

import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.ArrayList;
import java.util.List;

/// What is special about promotions: everything they rest on is observed again just before.
final class Promotions {
  private Promotions() {}

  static boolean isPromotion(Step.Reach step) {
    return step.goal() instanceof Goal.Promoted;
  }

  /// Whether a promotion is of a copy that the runbook makes by itself of a writer that lives, and
  /// for which a vault stands in afterwards: before it begins there is nothing to judge.
  static boolean isOfOwnCopy(Runbook runbook, Goal goal) {
    return goal instanceof Goal.Promoted
        && Step.reaching(runbook.steps())
            .map(Step.Reach::goal)
            .anyMatch(new Goal.Protected(goal.resource(), goal.region())::equals);
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
    var word =
        state.openPromotions().stream()
            .filter(it -> isOf(it, restored))
            .flatMap(it -> state.steps().acceptedLoss(it.id()).stream())
            .findFirst();
    return new Succession(state.writerEpoch(), List.of(), word);
  }

  /// Whether that very store is restored for a promotion.
  static boolean isOf(Step.Reach promotion, Goal.Restored restored) {
    return promotion.goal().equals(new Goal.Promoted(restored.resource(), restored.region()));
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
