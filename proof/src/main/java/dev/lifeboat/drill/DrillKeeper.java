package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;

/// Keeps what a drill does as it does it, so that more than nothing is known of one that is cut
/// off. Must be quick: what it is told of a fault, it is told right before the fault.
@FunctionalInterface
public interface DrillKeeper {

  /// A run is the drill's. Told before anything of it is there but its folder.
  void reserved(RunFolder run);

  /// Something is about to be broken.
  default void breaks(Fault fault) throws ProblemException {}

  /// It works again.
  default void healed(Fault fault) {}

  /// The figures are there; whatever fails from now on fails after they were measured.
  default void measured(DrillSoFar figures) {}
}
