package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;

/// Recovers a workload beside its replica.
public interface Sandboxes extends Platform.Ability {
  /// The sandbox in the recovery region; nothing is made by this.
  ///
  /// @throws ProblemException when the place for it cannot be told
  Sandbox sandbox() throws ProblemException;
}
