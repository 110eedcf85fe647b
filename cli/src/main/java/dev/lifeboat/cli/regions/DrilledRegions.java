package dev.lifeboat.cli.regions;

import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.DrillRequest;
import dev.lifeboat.control.DrilledPlan;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;

/// The regions in which one drill is held: those that users depend on, or some that are raised for
/// it and go with it.
public interface DrilledRegions {

  /// What is asked for.
  ///
  /// @param of the plan, as it is drilled
  record Request(DrilledPlan of, Workload drilled, DrillRequest.InRegions drill) {
    PlanFile file() {
      return of.file();
    }
  }

  /// Refuses a drill that cannot be held there. Asks nobody.
  default void require() throws ProblemException {}

  /// Reaches them, once whoever answers for their users has confirmed it.
  Platform begin(NameConfirmation name, Terminal terminal, ProgressPrinter progress)
      throws InterruptedException, ProblemException;

  /// Whether they outlive the drill.
  ///
  /// @param keep leave up what was raised for it
  boolean stay(boolean keep);

  /// Lets go of them, and takes down what was raised for the drill unless it is to be kept.
  void end(boolean keep) throws InterruptedException, ProblemException;
}
