package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
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

  /// What the run's journal says of it, whatever else came meanwhile.
  record Happened(Event event) implements StepOutcome {}

  /// The request was accepted, or refused with a problem.
  record Pursued(Step.Reach step, int attempt, Optional<Problem> refused) implements StepOutcome {}

  /// Ended from outside; nothing is known.
  record Interrupted() implements StepOutcome {}
}
