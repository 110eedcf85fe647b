package dev.lifeboat.aws.elb;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/// A load balancer with one target, in memory. Thread-safe.
public final class BalancedService {
  public static final String READY = "/ready";

  private volatile String health = "initial";

  /// Answers what is asked of the load balancer.
  public void answer(AwsAnswers answers) {
    answers
        .to(
            DescribeTargetHealthRequest.class,
            _ ->
                DescribeTargetHealthResponse.builder()
                    .targetHealthDescriptions(
                        TargetHealthDescription.builder()
                            .targetHealth(of -> of.state(health))
                            .build())
                    .build())
        .to(
            DescribeTargetGroupsRequest.class,
            _ ->
                DescribeTargetGroupsResponse.builder()
                    .targetGroups(
                        TargetGroup.builder()
                            .healthCheckPath(READY)
                            .matcher(Matcher.builder().httpCode("200").build())
                            .build())
                    .build());
  }

  public void becomeHealthy() {
    health = "healthy";
  }

  /// Whether it serves in `west`.
  public static TargetReadiness readiness(AwsAnswers answers) {
    return new TargetReadiness(
        answers.clients(),
        new RegionSites<>("web", Map.of("west", new TargetSite("us-west-2", "arn"))));
  }
}
