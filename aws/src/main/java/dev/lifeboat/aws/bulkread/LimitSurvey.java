package dev.lifeboat.aws.bulkread;

import dev.lifeboat.aws.ecs.EcsSite;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/// Limits of services of ECS, fifty at a time.
final class LimitSurvey implements ApplicationAutoScalingClient, PageClient {
  private static final int TARGETS = 50;

  private final PageIndex<ScalableTarget> all;

  /// @param wanted names of services, by their cluster
  LimitSurvey(ApplicationAutoScalingClient scaling, Map<String, Set<String>> wanted) {
    var ids =
        wanted.entrySet().stream()
            .flatMap(cluster ->
                cluster.getValue().stream().map(it -> EcsSite.scaled(cluster.getKey(), it)))
            .toList();
    this.all =
        new PageIndex<>(
            () -> Batches.each(ids, TARGETS, batch -> read(scaling, batch)),
            ScalableTarget::resourceId);
  }

  private static List<ScalableTarget> read(ApplicationAutoScalingClient scaling, List<String> ids) {
    return scaling
        .describeScalableTargets(it ->
            it.serviceNamespace(ServiceNamespace.ECS)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .resourceIds(ids)
                .maxResults(TARGETS))
        .scalableTargets();
  }

  @Override
  public DescribeScalableTargetsResponse describeScalableTargets(
      DescribeScalableTargetsRequest request) {
    return DescribeScalableTargetsResponse.builder()
        .scalableTargets(all.find(request.resourceIds()))
        .build();
  }
}
