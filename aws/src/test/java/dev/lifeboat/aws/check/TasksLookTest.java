package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

final class TasksLookTest {
  private static Plan plan() throws Exception {
    var text = Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"));
    return switch (AwsKeys.reader().read("plan.yaml", text)) {
      case PlanResult.Valid(var plan) -> plan;
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes());
    };
  }

  private static List<String> found(DeploymentControllerType controller, List<String> secrets)
      throws Exception {
    return found(
        controller, DeploymentStrategy.ROLLING, secrets, (tasks, look) -> tasks.started(look));
  }

  private interface Asked {
    void of(TasksLook tasks, Look look) throws InterruptedException;
  }

  private static List<String> found(
      DeploymentControllerType controller,
      DeploymentStrategy strategy,
      List<String> secrets,
      Asked asked)
      throws Exception {
    try (var clients =
        new AwsAnswers()
            .to(
                DescribeServicesRequest.class,
                _ ->
                    DescribeServicesResponse.builder()
                        .services(
                            Service.builder()
                                .taskDefinition("web:1")
                                .deploymentController(by -> by.type(controller))
                                .deploymentConfiguration(by -> by.strategy(strategy))
                                .build())
                        .build())
            .to(
                DescribeTaskDefinitionRequest.class,
                _ ->
                    DescribeTaskDefinitionResponse.builder()
                        .taskDefinition(it -> it.status("ACTIVE"))
                        .build())
            .to(
                DescribeSecretRequest.class,
                _ -> {
                  throw ResourceNotFoundException.builder().build();
                })
            .clients()) {
      var look = new Look(clients, "web", "us-west-2");
      var there = new EcsSite("us-west-2", "shop", "web", secrets);
      asked.of(
          new TasksLook(new NamedParameters(plan()), "secondary", "ap-southeast-2", there), look);
      return FindingTexts.of(look);
    }
  }

  /// ECS answers `forceNewDeployment` of such a service by a refusal.
  @ParameterizedTest
  @EnumSource(names = {"CODE_DEPLOY", "EXTERNAL"})
  void a_service_that_is_bound_and_that_ecs_does_not_deploy_is_an_obstacle(
      DeploymentControllerType controller) throws Exception {
    assertThat(found(controller, List.of("shop-db")))
        .singleElement()
        .asString()
        .startsWith("OBSTACLE")
        .endsWith("web in us-west-2 is deployed by " + controller);
    assertThat(found(controller, List.of())).isEmpty();
  }

  private static List<String> deployed(
      DeploymentStrategy strategy, List<String> secrets, boolean targeted) throws Exception {
    return found(
        DeploymentControllerType.ECS,
        strategy,
        secrets,
        (tasks, look) -> tasks.look(look, targeted));
  }

  @ParameterizedTest
  @EnumSource(names = {"BLUE_GREEN", "LINEAR", "CANARY"})
  void targets_that_change_between_two_groups_are_an_obstacle_where_the_plan_names_one(
      DeploymentStrategy strategy) throws Exception {
    var happened = "web in us-west-2 is deployed by ECS as " + strategy;
    assertThat(deployed(strategy, List.of(), true)).containsExactly("OBSTACLE LB7008 " + happened);
    assertThat(deployed(strategy, List.of("shop-db"), false))
        .as("a binding lasts")
        .contains("WARNING LB2018 " + happened);
    assertThat(deployed(strategy, List.of(), false)).isEmpty();
    assertThat(deployed(DeploymentStrategy.ROLLING, List.of(), true)).isEmpty();
  }

  @Test
  void one_that_ecs_deploys_is_no_finding() throws Exception {
    assertThat(found(DeploymentControllerType.ECS, List.of("shop-db"))).isEmpty();
  }
}
