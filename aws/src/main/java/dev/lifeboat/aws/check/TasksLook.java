package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.ecs.SecretLabel;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// Looks at a service on ECS in the region that would take over: what its tasks are made of, and
/// whether they would use the stores there. Whether the service itself is there, the preflight of
/// its capacity tells.
///
/// @param region of the plan that would take over
/// @param left AWS's name of the region that would be left
record TasksLook(NamedParameters parameters, String region, String left, EcsSite there) {

  /// @param targeted whether the plan names the target group that tells when they are ready
  void look(Look look, boolean targeted) throws InterruptedException {
    secrets(look);
    started(look);
    strategy(look, targeted);
  }

  /// Looks at what tells tasks of their stores alone.
  void secrets(Look look) throws InterruptedException {
    for (var secret : there.secrets()) {
      secret(look, secret);
    }
  }

  /// Looks at what tasks are started from alone.
  void started(Look look) throws InterruptedException {
    var definitions = new TaskDefinitions(there);
    var running = definitions.service(look.unheard());
    if (running.isEmpty()) {
      return; // The preflight says so.
    }
    deployments(look, running.get());
    var definition = definitions.of(look, running.get());
    if (definition.isPresent()) {
      active(look, definition.get());
      for (var container : definition.get().containerDefinitions()) {
        new ImageLook(left).look(look, container.image());
      }
      new ValueLook(parameters, region, left).look(look, definition.get());
    }
  }

  /// What others deploy ECS starts no tasks of anew, which is how tasks are bound to other stores.
  private void deployments(Look look, Service running) {
    var controller = running.deploymentController();
    if (there.isTold() && controller != null && controller.type() != DeploymentControllerType.ECS) {
      look.obstacle(
          Code.LB7010,
          "%s in %s is deployed by %s"
              .formatted(there.service(), there.awsRegion(), controller.typeAsString()),
          "ECS starts its tasks not anew, so that they stay bound to the stores they have",
          "let ECS deploy it, or leave 'secrets', 'endpointParameter' and shares out of the plan");
    }
  }

  /// Targets that ECS moves between two groups are in the plan's at times. So a run tries.
  private void strategy(Look look, boolean targeted) throws InterruptedException {
    var how =
        new TaskDefinitions(there)
            .service(look.unheard())
            .map(Service::deploymentConfiguration)
            .map(DeploymentConfiguration::strategy)
            .filter(it -> it != DeploymentStrategy.ROLLING);
    if (how.isEmpty()) {
      return;
    }
    var happened =
        "%s in %s is deployed by ECS as %s"
            .formatted(there.service(), there.awsRegion(), how.get());
    if (targeted) {
      look.obstacle(
          Code.LB7008,
          happened,
          "each deployment moves its targets into another target group than the plan's, or back, so"
              + " that a failover would wait for them",
          "let ECS deploy it as ROLLING");
    } else if (there.isTold()) {
      look.warn(
          happened,
          "tasks are bound to other stores only once hooks and bake time are over",
          "let ECS deploy it as ROLLING, unless the RTO allows for that");
    }
  }

  private void active(Look look, TaskDefinition definition) {
    if (definition.status() != TaskDefinitionStatus.ACTIVE) {
      look.warn(
          "the task definition %s of %s in %s is %s"
              .formatted(
                  definition.taskDefinitionArn(),
                  there.service(),
                  there.awsRegion(),
                  definition.statusAsString()),
          "the service goes on with it; once it is changed there is no way back to it",
          "register it anew and let the service use that");
    }
  }

  private void secret(Look look, String secret) throws InterruptedException {
    var seen =
        look.ask(
            AwsApi.secrets(),
            "whether the secret %s is there".formatted(secret),
            it -> it.describeSecret(of -> of.secretId(secret)),
            ResourceNotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE, SecretLabel.absent(secret, there.awsRegion(), look.resource())));
    if (seen.isPresent()) {
      var fault = SecretLabel.fault(seen.get(), secret, there.awsRegion());
      if (fault.isPresent()) {
        look.obstacle(fault.get());
      } else {
        labels(look, secret, seen.get());
      }
    }
  }

  private void labels(Look look, String secret, DescribeSecretResponse seen)
      throws InterruptedException {
    var own = SecretLabel.labelled(seen, region);
    if (own.isEmpty()) {
      look.obstacle(SecretLabel.unlabelled(secret, there.awsRegion(), region, true));
    } else if (!SecretLabel.labelled(seen, EcsBinding.BOUND).equals(own)) {
      look.warn(
          "secret %s in %s: the version labelled '%s' is not the one labelled '%s'"
              .formatted(secret, there.awsRegion(), EcsBinding.BOUND, region),
          "tasks there use other stores than those beside them; a move would bind and start them"
              + " anew first, and so take longer",
          "aws secretsmanager update-secret-version-stage --secret-id %s --version-stage %s"
                  .formatted(secret, EcsBinding.BOUND)
              + " --move-to-version-id %s --region %s".formatted(own.get(), there.awsRegion()));
    } else {
      new StaleTasksLook(there).look(look, "secret " + secret, seen.lastChangedDate());
    }
  }
}
