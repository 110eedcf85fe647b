package dev.lifeboat.engine;

import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.List;

/// Observes all that a promotion rests on again, right before it is asked for.
final class Confirmation {
  private Confirmation() {}

  /// @param lossAccepted whether a person accepted what a copy lacks that is no candidate
  static StepAction of(
      Step.Reach promotion, int attempt, List<Step.Reach> needs, boolean lossAccepted) {
    return new Prepare(promotion, attempt, needs, lossAccepted);
  }

  private static Observation seen(EffectReply reply) {
    if (reply instanceof EffectReply.Seen(var observation)) {
      return observation;
    }
    throw new IllegalStateException("a look was answered by " + reply);
  }

  /// Could the promotion be asked for at all.
  record Prepare(Step.Reach step, int attempt, List<Step.Reach> needs, boolean lossAccepted)
      implements StepAction {
    @Override
    public EngineAct act() {
      return new EngineAct.Preflight(step.goal());
    }

    @Override
    public ActionProgress after(EffectReply reply) {
      if (!(reply instanceof EffectReply.Prepared(var readiness))) {
        throw new IllegalStateException("a look ahead was answered by " + reply);
      }
      return switch (readiness) {
        case Readiness.NotReady(var problem) ->
            new LookAgain(step, new StepOutcome.NotReady(step, problem.happened()));
        case Readiness.NoCandidate(var problem) when !lossAccepted ->
            new LookAgain(step, new StepOutcome.NoCandidate(step, problem));
        case Readiness.NoCandidate _, Readiness.Ready _ -> next(step, attempt, needs, List.of());
      };
    }
  }

  private static ActionProgress next(
      Step.Reach step, int attempt, List<Step.Reach> needs, List<String> proofs) {
    return needs.isEmpty()
        ? new StepOutcome.Confirmed(step, attempt, proofs)
        : new Reexamine(step, attempt, needs, proofs);
  }

  /// Looks at one need after the other.
  ///
  /// @param needs not looked at yet; at least one
  /// @param proofs of the fences looked at so far
  record Reexamine(Step.Reach step, int attempt, List<Step.Reach> needs, List<String> proofs)
      implements StepAction {
    @Override
    public EngineAct act() {
      return new EngineAct.Look(needs.getFirst());
    }

    @Override
    public ActionProgress after(EffectReply reply) {
      var need = needs.getFirst();
      var seen = seen(reply);
      if (!(seen instanceof Observation.Met(var proof))) {
        // A replica that was asked before may be on its way to being a writer: it follows no more.
        return attempt > 1 && need.goal() instanceof Goal.Replicating
            ? new LookAgain(step, new StepOutcome.NotReady(step, seen.text()))
            : new StepOutcome.Unconfirmed(step, need.id(), seen.text());
      }
      var all = new ArrayList<>(proofs);
      if (need.goal() instanceof Goal.Fenced) {
        all.add(need.goal().phrase() + ": " + proof);
      }
      return next(step, attempt, needs.subList(1, needs.size()), all);
    }
  }

  /// What cannot be asked for any more may have come true by an earlier request.
  ///
  /// @param otherwise what the errand comes back with where it has not
  record LookAgain(Step.Reach step, StepOutcome otherwise) implements StepAction {
    @Override
    public EngineAct act() {
      return new EngineAct.Look(step);
    }

    @Override
    public ActionProgress after(EffectReply reply) {
      var seen = seen(reply);
      return seen instanceof Observation.Met ? new StepOutcome.Looked(step, seen) : otherwise;
    }
  }
}
