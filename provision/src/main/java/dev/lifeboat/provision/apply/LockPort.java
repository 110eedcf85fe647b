package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;

/// Keeps the one lock of a plan, where the loss of its primary region does not reach it.
public interface LockPort {
  /// Whoever has the lock; empty if nobody does.
  Optional<ProvisionLock> holder() throws ProblemException, InterruptedException;

  /// Takes the lock unless somebody has it. Of two who try at once, one gets it.
  ///
  /// @return whether it was taken
  boolean take(ProvisionLock mine) throws ProblemException, InterruptedException;

  /// Takes the lock from the holder `held`, unless somebody else did meanwhile.
  ///
  /// @return whether it was taken
  boolean takeOver(ProvisionLock held, ProvisionLock mine)
      throws ProblemException, InterruptedException;

  /// Gives the lock back, unless somebody else has it.
  void end(ProvisionLock held) throws ProblemException, InterruptedException;

  /// Adds to the record of the plan, which outlives each lock.
  ///
  /// @param act in one word
  /// @param by a person
  void note(String act, String by, String detail, Instant at)
      throws ProblemException, InterruptedException;
}
