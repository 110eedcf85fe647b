package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.ecs.EcsSite;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// What the tasks of a service on ECS are made of.
record TaskDefinitions(EcsSite site) {

  /// Empty where there is none, and where nobody answers, which is told to `look`.
  Optional<Service> service(Look look) throws InterruptedException {
    return look.ask(
            AwsApi.ecs(),
            "how the service stands",
            it ->
                it.describeServices(of -> of.cluster(site.cluster()).services(site.service()))
                    .services())
        .flatMap(it -> it.stream().findFirst());
  }

  /// Empty where nobody answers, which is told to `look`.
  Optional<TaskDefinition> of(Look look, Service service) throws InterruptedException {
    return look.ask(
        AwsApi.ecs(),
        "what the tasks of %s are made of".formatted(site.service()),
        it ->
            it.describeTaskDefinition(of -> of.taskDefinition(service.taskDefinition()))
                .taskDefinition());
  }
}
