package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.List;

/// Observes all that a promotion rests on again, right before it is asked for.
///
/// @param lossAccepted whether a person accepted what a copy lacks that is no candidate
record Confirmation(Step.Reach promotion, int attempt, boolean lossAccepted) {

  /// Could the promotion be asked for at all; then one look at each need.
  Effect of(List<Step.Reach> needs) {
    return new Effect.Preflight(
        promotion.goal(),
        readiness ->
            switch (readiness) {
              case Readiness.NotReady(var problem) ->
                  lookAgain(new Event.StepPending(promotion.id(), problem.happened()));
              case Readiness.NoCandidate(var problem) when !lossAccepted ->
                  lookAgain(
                      new Event.StepFailed(promotion.id(), problem.code(), problem.happened()));
              case Readiness.NoCandidate _, Readiness.Ready _ -> next(needs, List.of());
            });
  }

  /// @param needs not looked at yet
  /// @param proofs of the fences looked at so far
  private Effect next(List<Step.Reach> needs, List<String> proofs) {
    return needs.isEmpty()
        ? new Effect.Done(new StepOutcome.Confirmed(promotion, attempt, proofs))
        : new Effect.Look(needs.getFirst(), seen -> looked(needs, proofs, seen));
  }

  private Effect looked(List<Step.Reach> needs, List<String> proofs, Observation seen) {
    var need = needs.getFirst();
    if (!(seen instanceof Observation.Met(var proof))) {
      // A replica that was asked before may be on its way to being a writer: it follows no more.
      return attempt > 1 && need.goal() instanceof Goal.Replicating
          ? lookAgain(new Event.StepPending(promotion.id(), seen.text()))
          : new Effect.Done(new StepOutcome.Unconfirmed(need.id(), seen.text()));
    }
    var all = new ArrayList<>(proofs);
    if (need.goal() instanceof Goal.Fenced) {
      all.add(need.goal().phrase() + ": " + proof);
    }
    return next(needs.subList(1, needs.size()), all);
  }

  /// What cannot be asked for any more may have come true by an earlier request.
  private Effect lookAgain(Event otherwise) {
    return new Effect.Look(
        promotion,
        seen ->
            new Effect.Done(
                seen instanceof Observation.Met
                    ? new StepOutcome.Looked(promotion, seen)
                    : new StepOutcome.Happened(otherwise)));
  }
}
