package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/// A health check that asks the service itself is graded for what it is worth.
final class EndpointCheckLookTest {
  private static List<String> found(UnaryOperator<HealthCheckConfig.Builder> change) {
    var config =
        HealthCheckConfig.builder()
            .type(HealthCheckType.HTTPS)
            .fullyQualifiedDomainName("primary.shop.example.com")
            .resourcePath("/ready")
            .requestInterval(30)
            .failureThreshold(3);
    try (var clients = new AwsAnswers().clients()) {
      var look = new Look(clients, "entry", "us-east-1");
      new EndpointCheckLook("shop.example.com", "/ready", false)
          .look(look, "h1", change.apply(config).build());
      return FindingTexts.of(look);
    }
  }

  private static void assertObstacle(UnaryOperator<HealthCheckConfig.Builder> change, String why) {
    assertThat(found(change)).containsExactly("OBSTACLE LB7007 health check h1 " + why);
  }

  @Test
  void it_is_a_weaker_form_than_the_three_objects() {
    assertThat(found(it -> it))
        .containsExactly("WARNING LB2018 health check h1 asks the service, not the three objects");
  }

  @Test
  void one_that_says_the_opposite_or_nothing_is_an_obstacle() {
    assertObstacle(it -> it.inverted(true), "asks the service and is inverted or disabled");
    assertObstacle(it -> it.disabled(true), "asks the service and is inverted or disabled");
  }

  /// It would be healthy again as soon as users are elsewhere, and lead them back.
  @Test
  void one_that_asks_for_the_name_itself_is_an_obstacle() {
    assertObstacle(
        it -> it.fullyQualifiedDomainName("shop.example.com"),
        "asks for shop.example.com, which leads to either region");
  }

  @Test
  void one_that_does_not_ask_whether_it_can_write_is_an_obstacle() {
    assertObstacle(
        it -> it.resourcePath("/"), "asks for /, which answers beside a closed database too");
  }

  @Test
  void one_that_is_slow_is_told_besides() {
    assertThat(found(it -> it.failureThreshold(4)))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("WARNING LB2018 health check h1 looks every 30 s");
  }
}
