package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.keys.AwsKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/// Whether tasks read what a secret says now.
final class StaleTasksLookTest {
  private static final Instant STARTED = Instant.parse("2026-11-20T12:00:00Z");

  private static List<String> found(int running, Instant changed) throws Exception {
    var plan =
        AwsKeys.reader()
            .read(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"))
            .orThrow();
    var service =
        Service.builder()
            .runningCount(running)
            .deployments(Deployment.builder().status("PRIMARY").createdAt(STARTED).build())
            .build();
    var secret =
        DescribeSecretResponse.builder()
            .versionIdsToStages(Map.of("v1", List.of("secondary", "Bound")))
            .lastChangedDate(changed)
            .build();
    try (var clients =
        new AwsAnswers()
            .to(
                DescribeServicesRequest.class,
                _ -> DescribeServicesResponse.builder().services(service).build())
            .to(DescribeSecretRequest.class, _ -> secret)
            .clients()) {
      var look = new Look(clients, "web", "us-west-2");
      var there = new EcsSite("us-west-2", "shop", "web", List.of("shop/db"));
      new TasksLook(new NamedParameters(plan), "secondary", "ap-southeast-2", there).secrets(look);
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
}
