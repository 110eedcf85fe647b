package dev.lifeboat.provider;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;

/// Copies of the intents to fence and to promote, kept in the region that will be primary before
/// they are acted on: recovery must not depend on where the controller ran.
@FunctionalInterface
public interface Intents {

  /// Stores `intent` durably in `region`. Safe to repeat.
  ///
  /// @throws ProblemException when the region did not confirm it; the act is then not begun
  void store(String region, RunId run, Event intent) throws InterruptedException, ProblemException;
}
