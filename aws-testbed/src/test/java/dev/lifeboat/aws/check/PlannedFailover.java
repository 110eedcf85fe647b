package dev.lifeboat.aws.check;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;

/// The failover out of `east` that a check looks at.
public final class PlannedFailover {
  private PlannedFailover() {}

  /// Of a workload of `plan`.
  public static Runbook of(Plan plan, Workload workload) throws ProblemException {
    return new AwsKind().compiler().compile(plan, workload, Mode.FAILOVER, "east");
  }
}
