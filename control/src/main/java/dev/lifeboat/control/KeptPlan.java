package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.AccessDeniedException;

/// The plan that a run began with, whatever has become of the file since. It is evidence: nobody is
/// told to correct it.
public final class KeptPlan {
  private KeptPlan() {}

  /// Reads it from the folder of the run.
  ///
  /// @throws ProblemException LB4009 when it is not there, or is no plan any more
  public static PlanFile read(PlanReader reader, RunFolder run) throws ProblemException {
    try {
      return PlanFile.read(reader.ofKept(), run.plan());
    } catch (ProblemException unusable) {
      throw Problem.lasting(
              Code.LB4009,
              "the plan that run %s began with cannot be used: %s"
                  .formatted(run.run(), unusable.problem().happened()),
              "what it would do is not known; nothing was done",
              unusable.getCause() instanceof AccessDeniedException
                  ? "do it as the owner of " + run.plan()
                  : "restore %s from a copy".formatted(run.plan()))
          .asException(unusable);
    }
  }
}
