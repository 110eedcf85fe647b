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
  static Errand of(
      Step.Reach promotion, int attempt, List<Step.Reach> needs, boolean lossAccepted) {
    return new Prepare(promotion, attempt, needs, lossAccepted);
  }

  private static Observation seen(Reply reply) {
    if (reply instanceof Reply.Seen(var observation)) {
      return observation;
    }
    throw new IllegalStateException("a look was answered by " + reply);
  }

  /// Could the promotion be asked for at all.
  record Prepare(Step.Reach step, int attempt, List<Step.Reach> needs, boolean lossAccepted)
      implements Errand {
    @Override
    public Act act() {
      return new Act.Preflight(step.goal());
    }

    @Override
    public Stage after(Reply reply) {
      if (!(reply instanceof Reply.Prepared(var readiness))) {
        throw new IllegalStateException("a look ahead was answered by " + reply);
      }
      return switch (readiness) {
        case Readiness.NotReady(var problem) ->
            new LookAgain(step, new Call.NotReady(step, problem.happened()));
        case Readiness.NoCandidate(var problem) when !lossAccepted ->
            new LookAgain(step, new Call.NoCandidate(step, problem));
        case Readiness.NoCandidate _, Readiness.Ready _ -> next(step, attempt, needs, List.of());
      };
    }
  }

  private static Stage next(
      Step.Reach step, int attempt, List<Step.Reach> needs, List<String> proofs) {
    return needs.isEmpty()
        ? new Call.Confirmed(step, attempt, proofs)
        : new Reexamine(step, attempt, needs, proofs);
  }

  /// Looks at one need after the other.
  ///
  /// @param needs not looked at yet; at least one
  /// @param proofs of the fences looked at so far
  record Reexamine(Step.Reach step, int attempt, List<Step.Reach> needs, List<String> proofs)
      implements Errand {
    @Override
    public Act act() {
      return new Act.Look(needs.getFirst());
    }

    @Override
    public Stage after(Reply reply) {
      var need = needs.getFirst();
      var seen = seen(reply);
      if (!(seen instanceof Observation.Met(var proof))) {
        // A replica that was asked before may be on its way to being a writer: it follows no more.
        return attempt > 1 && need.goal() instanceof Goal.Replicating
            ? new LookAgain(step, new Call.NotReady(step, seen.text()))
            : new Call.Unconfirmed(step, need.id(), seen.text());
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
  record LookAgain(Step.Reach step, Call otherwise) implements Errand {
    @Override
    public Act act() {
      return new Act.Look(step);
    }

    @Override
    public Stage after(Reply reply) {
      var seen = seen(reply);
      return seen instanceof Observation.Met ? new Call.Looked(step, seen) : otherwise;
    }
  }
}
