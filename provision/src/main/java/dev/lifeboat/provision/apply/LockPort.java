package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;

/// Keeps the one lock of a plan, where the loss of its primary region does not reach it.
public interface LockPort {
  /// Whoever holds it.
  Optional<ProvisionLock> holder() throws ProblemException, InterruptedException;

  /// Takes it unless somebody has it; gives whether that was done. One of two who try at once gets
  /// it.
  boolean take(ProvisionLock mine) throws ProblemException, InterruptedException;

  /// Takes it from `held`, unless somebody else did meanwhile; gives whether that was done.
  boolean takeOver(ProvisionLock held, ProvisionLock mine)
      throws ProblemException, InterruptedException;

  /// Gives it back, unless somebody else has it.
  void end(ProvisionLock held) throws ProblemException, InterruptedException;

  /// Adds to the record of the plan, which outlives each lock.
  ///
  /// @param act in one word
  /// @param by a person
  void note(String act, String by, String detail, Instant at)
      throws ProblemException, InterruptedException;
}
