package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.elb.TargetReadiness;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Readiness;
import java.util.List;

/// Whether the load balancers ask the service if it can write. Else a region that comes back would
/// get users before anybody lets it.
public final class HealthLatch {
  private static final String YES = "200";
  private static final String GETS_USERS =
      "once that region was lost and comes back, the accelerator would lead users there although"
          + " it may not write";

  private final TargetReadiness targets;
  private final List<String> regions;
  private final String ready;

  /// @param regions of the plan that serve
  /// @param ready path of the service that answers 200 while it can take a user's write
  public HealthLatch(TargetReadiness targets, List<String> regions, String ready) {
    this.targets = targets;
    this.regions = List.copyOf(regions);
    this.ready = ready;
  }

  /// A region that does not answer is passed over: it may be the one that is lost.
  Readiness preflight() throws InterruptedException {
    for (var region : regions) {
      try {
        var asked = targets.question(region);
        if (!asked.path().equals(ready)) {
          return Readiness.notReady(otherPath(region, asked.path()));
        }
        if (!asked.codes().equals(YES)) {
          return Readiness.notReady(otherCodes(region, asked.codes()));
        }
      } catch (ProblemException failed) {
        if (failed.problem().retry() == Problem.Retry.NEVER) {
          return Readiness.notReady(failed.problem());
        }
      }
    }
    return Readiness.ready();
  }

  private Problem otherPath(String region, String path) {
    return Problem.lasting(
        Code.LB2014,
        "the load balancer in %s looks at '%s' of its targets, not at '%s'"
            .formatted(region, path, ready),
        GETS_USERS,
        "aws elbv2 modify-target-group --target-group-arn %s --health-check-path %s"
            .formatted(targets.group(region), ready));
  }

  private Problem otherCodes(String region, String codes) {
    return Problem.lasting(
        Code.LB2014,
        "the load balancer in %s takes the answers '%s' of its targets for healthy, not %s alone"
            .formatted(region, codes, YES),
        GETS_USERS,
        "aws elbv2 modify-target-group --target-group-arn %s --matcher HttpCode=%s"
            .formatted(targets.group(region), YES));
  }
}
