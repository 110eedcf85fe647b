package dev.lifeboat.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;

/// Moves one kind of goal toward true in one kind of region. Providers implement it. Only the
/// engine and the readiness check call it, on a virtual thread, and interrupt it at a deadline.
///
/// Every method may be called again at any time, by another process too. A call whose reply was
/// lost may or may not have taken effect: the engine observes before it pursues, and after a crash.
public interface Reconciler<G extends Goal> {

  /// Could [#pursue] succeed now, and if not, why. Reads only.
  Readiness preflight(G goal) throws InterruptedException;

  /// The same once a person accepted that what is newest may be lost: nothing is waited for that
  /// only says what that is.
  default Readiness preflight(G goal, boolean lossAccepted) throws InterruptedException {
    return preflight(goal);
  }

  /// Does the goal hold. Reads only; [Observation.Met] carries proof, not the memory of a request.
  Observation observe(G goal) throws InterruptedException;

  /// Asks for the goal. Returns once the request is accepted, not once the goal holds.
  ///
  /// @param attempt its key is the same in every attempt of a step, also after a crash; its epoch
  ///   is checked where the effect happens, so that a late caller has none
  /// @throws ProblemException with what the operator needs to know and whether a retry can help
  void pursue(G goal, Attempt attempt) throws InterruptedException, ProblemException;
}
