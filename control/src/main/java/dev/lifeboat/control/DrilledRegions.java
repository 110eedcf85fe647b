package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;

/// The regions in which one drill is held: those that users depend on, or some that are raised for
/// it and go with it.
public interface DrilledRegions {

  /// Refuses a drill that cannot be held there. Asks nobody.
  default void require() throws ProblemException {}

  /// Reaches them, once whoever answers for their users has confirmed it.
  Platform begin(ProgressListener progress) throws InterruptedException, ProblemException;

  /// Whether they outlive the drill.
  ///
  /// @param keep leave up what was raised for it
  boolean stay(boolean keep);

  /// Lets go of them, and takes down what was raised for the drill unless it is to be kept.
  void end(boolean keep) throws InterruptedException, ProblemException;
}
