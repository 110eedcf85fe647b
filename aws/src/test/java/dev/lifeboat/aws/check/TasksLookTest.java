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
    return found(controller, DeploymentStrategy.ROLLING, secrets);
  }

  private static List<String> found(
      DeploymentControllerType controller, DeploymentStrategy strategy, List<String> secrets)
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
            .clients()) {
      var look = new Look(clients, "web", "us-west-2");
      var there = new EcsSite("us-west-2", "shop", "web", secrets);
      new TasksLook(new NamedParameters(plan()), "secondary", "ap-southeast-2", there)
          .started(look);
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

  @ParameterizedTest
  @EnumSource(names = {"BLUE_GREEN", "LINEAR", "CANARY"})
  void that_targets_change_between_two_groups_is_a_warning(DeploymentStrategy strategy)
      throws Exception {
    assertThat(found(DeploymentControllerType.ECS, strategy, List.of()))
        .containsExactly(
            "WARNING LB2018 web in us-west-2 is deployed by ECS as %s".formatted(strategy));
  }

  @Test
  void one_that_ecs_deploys_is_no_finding() throws Exception {
    assertThat(found(DeploymentControllerType.ECS, List.of("shop-db"))).isEmpty();
  }
}
