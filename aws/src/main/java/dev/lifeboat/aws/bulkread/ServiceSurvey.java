package dev.lifeboat.aws.bulkread;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/// Services of ECS, ten at a time, and what their tasks are made of, one by one.
final class ServiceSurvey implements EcsClient, PageClient {
  private static final int SERVICES = 10;

  private final Map<String, PageIndex<Service>> clusters = new HashMap<>();
  private final CachedAnswers<DescribeTaskDefinitionRequest, DescribeTaskDefinitionResponse>
      definitions;

  /// @param wanted names of services, by their cluster
  ServiceSurvey(EcsClient ecs, Map<String, Set<String>> wanted, QuestionBudget budget) {
    wanted.forEach((cluster, names) ->
        clusters.put(
            cluster, new PageIndex<>(() -> read(ecs, cluster, names), Service::serviceName)));
    this.definitions = CachedAnswers.within(budget, ecs::describeTaskDefinition);
  }

  private static List<Service> read(EcsClient ecs, String cluster, Set<String> names) {
    return Batches.each(
        names,
        SERVICES,
        batch -> ecs.describeServices(it -> it.cluster(cluster).services(batch)).services());
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    var found =
        Optional.ofNullable(clusters.get(request.cluster()))
            .map(it -> it.find(request.services()))
            .orElse(List.of());
    return DescribeServicesResponse.builder().services(found).build();
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return definitions.get(request);
  }
}
