package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;

/// The plan that a run began with, whatever has become of the file since. It is evidence: nobody is
/// told to correct it.
public final class KeptPlan {
  private KeptPlan() {}

  /// Reads it from the folder of the run.
  ///
  /// @throws ProblemException LB4009 when it is not there, or is no plan any more
  public static PlanFile read(PlanReader reader, RunFolder run) throws ProblemException {
    try {
      return PlanFile.read(reader, run.plan());
    } catch (ProblemException unusable) {
      var unread =
          ProblemException.lasting(
              Code.LB4009,
              "the plan that run %s began with cannot be used: %s"
                  .formatted(run.run(), unusable.problem().happened()),
              "what it would do is not known; nothing was done",
              "restore %s from a copy".formatted(run.plan()));
      unread.addSuppressed(unusable);
      throw unread;
    }
  }
}
