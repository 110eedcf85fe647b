package dev.lifeboat.aws.provider;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import java.util.Optional;

/// Needs of goals in the account beside their own resource, such as the image that instances are
/// started from.
@FunctionalInterface
public interface Preconditions {
  /// For whoever looks at them by other means.
  OfWorkload NONE = _ -> _ -> Optional.empty();

  /// What is missing for `goal`, so that it must not be begun; empty if nothing is, or if nobody
  /// can tell.
  Optional<Problem> missing(Goal goal) throws InterruptedException;

  /// Makes those of one workload, for one run.
  @FunctionalInterface
  interface OfWorkload {
    /// What the goals of `workload` need.
    ///
    /// @throws ProblemException LB2008 when the plan does not say where something is
    Preconditions of(Workload workload) throws ProblemException;
  }
}
