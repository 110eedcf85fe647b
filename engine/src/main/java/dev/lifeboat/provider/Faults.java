package dev.lifeboat.provider;

import dev.lifeboat.problem.ProblemException;

/// Breaks and heals. Both are safe to repeat.
public interface Faults extends Platform.Ability {
  /// Breaks something, and returns once it is broken.
  ///
  /// @throws ProblemException when it cannot be broken
  void inject(Fault fault) throws InterruptedException, ProblemException;

  /// Mends it, and returns once it may work again.
  ///
  /// @throws ProblemException when it cannot be mended
  void heal(Fault fault) throws InterruptedException, ProblemException;

  /// How a person mends it where whoever broke it is gone: a command that can be pasted.
  ///
  /// @param plan its file, as it can be typed
  String remedy(Fault fault, String plan);
}
