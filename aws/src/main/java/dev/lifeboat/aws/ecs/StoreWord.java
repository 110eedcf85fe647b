package dev.lifeboat.aws.ecs;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import java.time.Instant;
import java.util.Optional;

/// One thing that tasks read when they start, by which they learn whose stores they use.
sealed interface StoreWord permits SecretLabel, EndpointParameter {

  /// How it stands.
  ///
  /// @param right whether it says what the goal wants
  /// @param changed when it last was, in any way
  record Told(boolean right, String words, Instant changed) {}

  /// Why it could not be made to say so; empty if it could.
  Optional<Problem> fault(Goal.Bound goal) throws ProblemException, InterruptedException;

  Told look(Goal.Bound goal) throws ProblemException, InterruptedException;

  /// Makes it say so, unless it does, and tells how it stands then.
  Told tell(Goal.Bound goal, Attempt attempt) throws ProblemException, InterruptedException;
}
