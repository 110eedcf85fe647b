package dev.lifeboat.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/// When a service is ready, and when it bears its users.
final class TargetHealthTest {
  private static final Goal.Healthy GOAL = new Goal.Healthy("web", "west");

  private static TargetReadiness readiness(String... states) {
    var targets =
        Arrays.stream(states)
            .map(it -> TargetHealthDescription.builder().targetHealth(of -> of.state(it)).build())
            .toList();
    var clients =
        new AwsAnswers()
            .to(
                DescribeTargetHealthRequest.class,
                _ ->
                    DescribeTargetHealthResponse.builder()
                        .targetHealthDescriptions(targets)
                        .build())
            .clients();
    return new TargetReadiness(
        clients, new RegionSites<>("web", Map.of("west", new TargetSite("us-west-2", "arn"))));
  }

  private static Optional<String> complaint(String... states) throws Exception {
    return readiness(states).complaint("west");
  }

  @Test
  void one_healthy_target_makes_it_ready() throws Exception {
    assertThat(readiness("initial", "healthy").look(GOAL)).isInstanceOf(Observation.Met.class);
    assertThat(readiness("initial", "unhealthy").look(GOAL))
        .isInstanceOf(Observation.Pending.class);
    assertThat(readiness().look(GOAL)).isInstanceOf(Observation.Pending.class);
  }

  @Test
  void users_are_borne_while_one_target_is_healthy_and_none_is_unhealthy() throws Exception {
    assertThat(complaint("healthy", "draining", "initial")).isEmpty();
    assertThat(complaint("healthy", "unhealthy"))
        .hasValueSatisfying(it -> assertThat(it).contains("1 healthy, 1 unhealthy"));
    assertThat(complaint("initial")).isPresent();
    assertThat(complaint()).isPresent();
  }
}
