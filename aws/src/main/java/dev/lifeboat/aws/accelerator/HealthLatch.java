package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.elb.TargetReadiness;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Readiness;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/// Whether the load balancers ask the service if it can write. Else a region that comes back would
/// get users before anybody lets it.
///
/// @param ready path of the service that answers 200 while it can take a user's write
public record HealthLatch(TargetReadiness targets, String ready) {
  private static final String YES = "200";
  private static final String GETS_USERS =
      "once that region was lost and comes back, the accelerator would lead users there although"
          + " it may not write";

  /// A region that does not answer is passed over: it may be the one that is lost.
  Readiness readiness() throws InterruptedException {
    for (var region : targets.sites().byRegion().keySet()) {
      try {
        var fault = fault(region, targets.question(region));
        if (fault.isPresent()) {
          return Readiness.notReady(fault.get());
        }
      } catch (ProblemException failed) {
        if (failed.problem().retry() == Problem.Retry.NEVER) {
          return Readiness.notReady(failed.problem());
        }
      }
    }
    return Readiness.ready();
  }

  private Optional<Problem> fault(String region, TargetGroup asked) {
    // A group without a path asks for none, and one without a matcher takes no code for healthy.
    var path = Objects.requireNonNullElse(asked.healthCheckPath(), "");
    var codes = Optional.ofNullable(asked.matcher()).map(Matcher::httpCode).orElse("");
    if (!path.equals(ready)) {
      return Optional.of(
          wrong(
              "the load balancer in %s looks at '%s' of its targets, not at '%s'"
                  .formatted(region, path, ready),
              region,
              "--health-check-path " + ready));
    }
    return codes.equals(YES)
        ? Optional.empty()
        : Optional.of(
            wrong(
                "the load balancer in %s takes the answers '%s' of its targets for healthy, not %s alone"
                    .formatted(region, codes, YES),
                region,
                "--matcher HttpCode=" + YES));
  }

  private Problem wrong(String happened, String region, String change) {
    return Problem.lasting(
        Code.LB2014,
        happened,
        GETS_USERS,
        "aws elbv2 modify-target-group --target-group-arn %s %s"
            .formatted(targets.group(region), change));
  }
}
