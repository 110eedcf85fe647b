package dev.lifeboat.aws.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/// Services of ECS, ten at a time, and what their tasks are made of, one by one.
final class SurveyedServices implements EcsClient {
  private static final int SERVICES = 10;

  private final EcsClient ecs;
  private final Map<String, Set<String>> wanted;
  private final CachedAnswers<String, Map<String, Service>> clusters =
      new CachedAnswers<>(this::read);
  private final CachedAnswers<String, DescribeTaskDefinitionResponse> definitions;

  /// @param wanted names of services, by their cluster
  SurveyedServices(EcsClient ecs, Map<String, Set<String>> wanted, QuestionBudget allowance) {
    this.ecs = ecs;
    this.wanted = wanted;
    this.definitions =
        new CachedAnswers<>(name -> {
          allowance.take();
          return ecs.describeTaskDefinition(it -> it.taskDefinition(name));
        });
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    var found = clusters.get(request.cluster());
    var answer = request.services().stream().filter(found::containsKey).map(found::get).toList();
    return DescribeServicesResponse.builder().services(answer).build();
  }

  private Map<String, Service> read(String cluster) {
    var found = new HashMap<String, Service>();
    for (var batch : Batches.of(wanted.getOrDefault(cluster, Set.of()), SERVICES)) {
      ecs.describeServices(it -> it.cluster(cluster).services(batch))
          .services()
          .forEach(it -> found.put(it.serviceName(), it));
    }
    return found;
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return definitions.get(request.taskDefinition());
  }

  @Override
  public String serviceName() {
    return ecs.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
