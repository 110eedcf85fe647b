package dev.lifeboat.drill;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Criterion;

/// What a drill does to a workload that has to recover where it is.
interface InPlaceScenario extends AutoCloseable {

  /// Breaks what is to be broken and, where that does not heal by itself, heals it again.
  ///
  /// @return from when on clients may have noticed, and when the last of it was in effect
  FaultTime endure() throws InterruptedException, ProblemException;

  /// Waits, once everything serves again, until what was broken is whole. Until then clients share
  /// the machine with what catches up, so their speed says nothing.
  void settle() throws InterruptedException, ProblemException;

  /// Whether it went as it must.
  Criterion course() throws InterruptedException;

  /// Ends what still watches.
  @Override
  void close();
}
