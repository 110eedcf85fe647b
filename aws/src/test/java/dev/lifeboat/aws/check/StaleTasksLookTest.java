package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.rds.PlainInstance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Whether tasks read what a secret or a parameter says now.
final class StaleTasksLookTest {
  private static final Instant STARTED = Instant.parse("2026-11-20T12:00:00Z");

  private static AwsAnswers running(int count) {
    var service =
        Service.builder()
            .runningCount(count)
            .deployments(Deployment.builder().status("PRIMARY").createdAt(STARTED).build())
            .build();
    return new AwsAnswers()
        .to(
            DescribeServicesRequest.class,
            _ -> DescribeServicesResponse.builder().services(service).build());
  }

  private static List<String> found(int running, Instant changed) throws Exception {
    var plan =
        AwsKeys.reader()
            .read(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"))
            .orThrow();
    var secret =
        DescribeSecretResponse.builder()
            .versionIdsToStages(Map.of("v1", List.of("secondary", "Bound")))
            .lastChangedDate(changed)
            .build();
    try (var clients = running(running).to(DescribeSecretRequest.class, _ -> secret).clients()) {
      var look = new Look(clients, "web", "us-west-2");
      var there = new EcsSite("us-west-2", "shop", "web", List.of("shop/db"));
      new TasksLook(new NamedParameters(plan), "secondary", "ap-southeast-2", there).secrets(look);
      return FindingTexts.of(look);
    }
  }

  private static List<String> foundOfParameter(int running, Instant changed) throws Exception {
    var parameter =
        Parameter.builder()
            .name("/shop/address")
            .type(ParameterType.STRING)
            .value("shop.west")
            .lastModifiedDate(changed)
            .build();
    var database = DBInstance.builder().endpoint(it -> it.address("shop.west")).build();
    var aws =
        running(running)
            .to(
                GetParametersRequest.class,
                _ -> GetParametersResponse.builder().parameters(parameter).build())
            .to(
                DescribeDbInstancesRequest.class,
                _ -> DescribeDbInstancesResponse.builder().dbInstances(database).build());
    try (var clients = aws.clients()) {
      var look = new Look(clients, "web", "us-west-2");
      var endpoint = new EcsSite.Endpoint("/shop/address", "orders");
      var sites = Map.of("west", PlainInstance.at("us-west-2", "shop"));
      new EndpointLook(
              Map.of("orders", new RegionSites<>("orders", sites)),
              "west",
              new EcsSite("us-west-2", "shop", "web", List.of(), List.of(endpoint)),
              false)
          .look(look);
      return FindingTexts.of(look);
    }
  }

  /// They read it when they start, and not again.
  @Test
  void a_secret_that_changed_since_tasks_began_is_a_warning() throws Exception {
    assertThat(found(2, STARTED.plusSeconds(1)))
        .containsExactly(
            "WARNING LB2018 secret shop/db in us-west-2 was changed after the tasks of web were"
                + " started");
    assertThat(found(2, STARTED.minusSeconds(1))).isEmpty();
    assertThat(found(0, STARTED.plusSeconds(1))).as("those to come read it").isEmpty();
  }

  /// As they read the address of their database.
  @Test
  void a_parameter_that_changed_since_tasks_began_is_a_warning() throws Exception {
    assertThat(foundOfParameter(2, STARTED.plusSeconds(1)))
        .containsExactly(
            "WARNING LB2018 parameter /shop/address in us-west-2 was changed after the tasks of web"
                + " were started");
    assertThat(foundOfParameter(2, STARTED.minusSeconds(1))).isEmpty();
    assertThat(foundOfParameter(0, STARTED.plusSeconds(1))).as("those to come read it").isEmpty();
  }
}
