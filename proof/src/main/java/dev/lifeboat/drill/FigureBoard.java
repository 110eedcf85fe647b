package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;

/// Where operators look at the figures of all that they run. What a drill measured stands there
/// too.
public interface FigureBoard extends Platform.Ability {

  /// Shows the RTO, the RPO and the lost writes of a drill that is over. What was not measured is
  /// left out; nothing rests on what is shown.
  void show(DrillResult result) throws InterruptedException, ProblemException;
}
