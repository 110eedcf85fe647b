package dev.lifeboat.engine;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.List;
import java.util.Optional;

/// What a [StepAction] comes back with, once all its effects are done.
public sealed interface StepOutcome {

  /// A look at the step's goal.
  record Looked(Step step, Observation observation) implements StepOutcome {}

  /// All that a promotion needs was observed again, just now.
  ///
  /// @param proofs one a fence, none missing
  record Confirmed(Step.Reach step, int attempt, List<String> proofs) implements StepOutcome {
    public Confirmed {
      proofs = List.copyOf(proofs);
    }
  }

  /// Something that a promotion needs does not hold any more.
  record Unconfirmed(StepId lost, String why) implements StepOutcome {}

  /// The promotion itself could not be asked for now; nothing was asked.
  record NotReady(Step.Reach step, String why) implements StepOutcome {}

  /// The copy did not follow the writer that it would replace; nothing was asked.
  record NoCandidate(Step.Reach step, Problem problem) implements StepOutcome {}

  /// The request was accepted, or refused with a problem.
  record Pursued(Step.Reach step, int attempt, Optional<Problem> refused) implements StepOutcome {}

  record Replied(Step.Ask step, Optional<People.Answer> answer) implements StepOutcome {}

  record Told(Step.Tell step, String receipt) implements StepOutcome {}

  /// Ended from outside; nothing is known.
  record Interrupted() implements StepOutcome {}
}
