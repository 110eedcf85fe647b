package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;

/// The service of a region, its entrance and its name.
class ServiceWiringTest {
  private static final String SERVICE = "AWS::ECS::Service";

  @Test
  void two_tasks_serve_and_as_many_wait_as_is_said() {
    assertThat(tasks(Lab.AS_SHIPPED, "PrimaryAppStack")).isEqualTo(2);
    assertThat(tasks(Lab.AS_SHIPPED, "SecondaryAppStack")).isEqualTo(1);
    assertThat(tasks(Lab.OTHERWISE, "PrimaryAppStack")).isEqualTo(2);
    assertThat(tasks(Lab.OTHERWISE, "SecondaryAppStack")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PrimaryAppStack", "SecondaryAppStack"})
  void tasks_are_private_and_a_standby_that_cannot_write_is_not_replaced(String stack) {
    var template = Lab.AS_SHIPPED.of(stack);

    assertThat(
            Lab.at(
                Lab.AS_SHIPPED.only(stack, SERVICE),
                "NetworkConfiguration",
                "AwsvpcConfiguration",
                "AssignPublicIp"))
        .isEqualTo("DISABLED");
    template.hasResourceProperties(
        "AWS::ElasticLoadBalancingV2::TargetGroup", Map.of("HealthCheckPath", "/healthz"));
    template.hasResourceProperties(
        "AWS::Logs::LogGroup", Map.of("LogGroupName", "/aws/ecs/dr-lab", "RetentionInDays", 30));
    template.hasResourceProperties(
        "AWS::ECS::Cluster",
        Map.of(
            "ClusterSettings", List.of(Map.of("Name", "containerInsights", "Value", "enabled"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PrimaryAppStack", "SecondaryAppStack"})
  void tasks_read_the_bound_login_and_their_own_region_s_bucket_and_image(String stack) {
    var task = Lab.AS_SHIPPED.only(stack, "AWS::ECS::TaskDefinition").toString();
    var region = stack.startsWith("Primary") ? "primary" : "secondary";
    var other = region.equals("primary") ? "secondary" : "primary";

    assertThat(task)
        .contains(":url:Bound:", ":user:Bound:", ":password:Bound:")
        .contains("dr-lab-app-data-" + region)
        .doesNotContain("dr-lab-app-data-" + other);
    assertThat(Lab.AS_SHIPPED.of(stack).toJSON().toString())
        .as("a region that is lost is asked for nothing")
        .doesNotContain("Custom::CrossRegionExport");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PrimaryAppStack", "SecondaryAppStack"})
  void the_entrance_speaks_tls_and_is_not_deleted_by_mistake(String stack) {
    var template = Lab.AS_SHIPPED.of(stack);

    template.resourceCountIs("AWS::ElasticLoadBalancingV2::Listener", 2);
    template.hasResourceProperties(
        "AWS::ElasticLoadBalancingV2::Listener",
        Map.of(
            "Port", 443,
            "Certificates", Match.anyValue(),
            "SslPolicy", Match.stringLikeRegexp("TLS13-1-2")));
    template.hasResourceProperties(
        "AWS::ElasticLoadBalancingV2::Listener",
        Map.of(
            "Port", 80, "DefaultActions", List.of(Match.objectLike(Map.of("Type", "redirect")))));
    assertThat(Lab.AS_SHIPPED.only(stack, "AWS::ElasticLoadBalancingV2::LoadBalancer").toString())
        .contains("Key=deletion_protection.enabled, Value=true")
        .contains("Key=access_logs.s3.enabled, Value=true");
  }

  @Test
  void each_region_has_a_name_of_its_own_below_the_zone_that_is_said() {
    for (var region : List.of("primary", "secondary")) {
      var stack = (region.equals("primary") ? "Primary" : "Secondary") + "AppStack";
      Lab.AS_SHIPPED
          .of(stack)
          .hasResourceProperties(
              "AWS::Route53::RecordSet",
              Map.of("Name", region + ".example.com.", "HostedZoneId", "Z1234567890ABC"));
      Lab.OTHERWISE
          .of(stack)
          .hasResourceProperties(
              "AWS::Route53::RecordSet",
              Map.of("Name", region + ".shop.example.", "HostedZoneId", "ZOTHER"));
      Lab.OTHERWISE
          .of(stack)
          .hasResourceProperties(
              "AWS::CertificateManager::Certificate",
              Map.of(
                  "DomainName",
                  "www.shop.example",
                  "SubjectAlternativeNames",
                  List.of(region + ".shop.example")));
    }
  }

  private static int tasks(Lab lab, String stack) {
    return ((Number) lab.only(stack, SERVICE).get("DesiredCount")).intValue();
  }
}
