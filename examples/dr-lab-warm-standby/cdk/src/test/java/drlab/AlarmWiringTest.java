package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;

/// Alarms: which one calls somebody, from where, and at which threshold.
class AlarmWiringTest {
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  private static final String ROUTING = "RoutingAndDROrchestrationStack";

  @ParameterizedTest
  @ValueSource(strings = {"primary", "secondary"})
  void a_region_is_alarmed_of_missing_tasks_errors_and_lost_objects(String region) {
    var stack = (region.equals("primary") ? "Primary" : "Secondary") + "AppStack";

    above(Lab.AS_SHIPPED, stack, "dr-lab-tasks-" + region, 0);
    above(Lab.AS_SHIPPED, stack, "dr-lab-5xx-" + region, 5);
    above(Lab.AS_SHIPPED, stack, "dr-lab-replication-" + region, 0);
  }

  @Test
  void a_lag_beyond_the_rpo_and_a_move_beyond_the_rto_are_alarms() {
    above(Lab.AS_SHIPPED, "ObservabilityStack", "dr-lab-replica-lag", 300);
    above(Lab.AS_SHIPPED, ROUTING, "dr-lab-over-rto", 30 * 60_000);
    above(Lab.OTHERWISE, "ObservabilityStack", "dr-lab-replica-lag", 60);
    above(Lab.OTHERWISE, ROUTING, "dr-lab-over-rto", 15 * 60_000);
    assertThat(alarm(Lab.AS_SHIPPED, "ObservabilityStack", "dr-lab-replica-lag"))
        .containsEntry("TreatMissingData", "breaching");
  }

  /// A region that is lost cannot say so.
  @Test
  void users_of_a_region_are_looked_at_from_the_other_one_and_two_failures_are_alarm() {
    for (var lab : List.of(Lab.AS_SHIPPED, Lab.OTHERWISE)) {
      assertThat(alarm(lab, ROUTING, "dr-lab-users-primary"))
          .containsEntry("TreatMissingData", "breaching")
          .containsKey("AlarmActions")
          .extractingByKey("EvaluationPeriods")
          .hasToString("2");
      assertThat(alarm(lab, "PrimaryAppStack", "dr-lab-users-secondary"))
          .as("in alarm as long as it is a standby")
          .doesNotContainKey("AlarmActions");
    }
    assertThat(Lab.AS_SHIPPED.stacks().get(ROUTING).getRegion()).isEqualTo("us-west-2");
    assertThat(Lab.AS_SHIPPED.only(ROUTING, "AWS::Lambda::Function").toString())
        .contains("https://primary.example.com/dbcheck");
    assertThat(Lab.AS_SHIPPED.only("PrimaryAppStack", "AWS::Lambda::Function").toString())
        .contains("https://secondary.example.com/dbcheck");
  }

  @Test
  void a_canary_looks_instead_of_the_function_where_that_is_asked_for() {
    Lab.AS_SHIPPED.of(ROUTING).resourceCountIs("AWS::Synthetics::Canary", 0);
    for (var stack : List.of(ROUTING, "PrimaryAppStack")) {
      Lab.OTHERWISE.of(stack).resourceCountIs("AWS::Lambda::Function", 0);
      Lab.OTHERWISE
          .of(stack)
          .hasResourceProperties(
              "AWS::Synthetics::Canary",
              Map.of("Schedule", Match.objectLike(Map.of("Expression", "rate(1 minute)"))));
    }
    assertThat(Lab.OTHERWISE.only(ROUTING, "AWS::Synthetics::Canary").toString())
        .contains("https://primary.shop.example/dbcheck");
  }

  @Test
  void health_checks_ask_both_regions_every_thirty_seconds_three_times() {
    var template = Lab.AS_SHIPPED.of(ROUTING);

    template.resourceCountIs("AWS::Route53::HealthCheck", 2);
    template.allResourcesProperties(
        "AWS::Route53::HealthCheck",
        Map.of(
            "HealthCheckConfig",
            Match.objectLike(
                Map.of(
                    "Type",
                    "HTTPS",
                    "ResourcePath",
                    "/healthz",
                    "RequestInterval",
                    30,
                    "FailureThreshold",
                    3))));
  }

  @Test
  void alarms_tell_the_address_that_is_said_or_nobody() {
    for (var stack : List.of("PrimaryAppStack", "SecondaryAppStack")) {
      Lab.AS_SHIPPED
          .of(stack)
          .hasResourceProperties(
              "AWS::SNS::Subscription",
              Map.of("Protocol", "email", "Endpoint", "your-email@example.com"));
      Lab.OTHERWISE.of(stack).resourceCountIs("AWS::SNS::Subscription", 0);
    }
  }

  @Test
  void both_regions_are_on_the_dashboard() {
    var page = Lab.AS_SHIPPED.only("ObservabilityStack", "AWS::CloudWatch::Dashboard");

    assertThat(page).containsEntry("DashboardName", "DR-Lab-Dashboard");
    assertThat(page.toString())
        .contains("ap-southeast-2", "us-west-2", "ReplicaLag", "BytesPendingReplication")
        .contains("30 minutes at most, 300 seconds");
  }

  private static void above(Lab lab, String stack, String name, int threshold) {
    var alarm = alarm(lab, stack, name);
    assertThat(((Number) alarm.get("Threshold")).intValue()).as(name).isEqualTo(threshold);
    assertThat(alarm)
        .containsEntry("ComparisonOperator", "GreaterThanThreshold")
        .containsKey("AlarmActions");
  }

  private static Map<String, Object> alarm(Lab lab, String stack, String name) {
    return lab.all(stack, ALARM).stream()
        .filter(it -> name.equals(it.get("AlarmName")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s in %s".formatted(name, stack)));
  }
}
