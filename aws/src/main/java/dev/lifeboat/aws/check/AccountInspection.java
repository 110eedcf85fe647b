package dev.lifeboat.aws.check;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Runbook;
import java.util.ArrayList;
import java.util.List;

/// Looks at an account by [AwsCheck].
///
/// @param dns whether Route 53 is asked too
public record AccountInspection(AwsCheck check, boolean dns) implements Inspection {
  @Override
  public Platform platform() {
    return check.account();
  }

  @Override
  public List<Concern> of(Workload workload, Runbook failover)
      throws InterruptedException, ProblemException {
    var found = new ArrayList<>(check.of(workload, failover.source()));
    if (dns) {
      found.addAll(check.dns(workload, failover.source()));
    }
    return found.stream().map(AwsFinding::concern).toList();
  }

  @Override
  public void close() {
    check.close();
  }
}
