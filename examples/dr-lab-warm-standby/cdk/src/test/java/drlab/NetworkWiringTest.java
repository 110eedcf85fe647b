package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;

/// Reach of each part of the network, in either region.
class NetworkWiringTest {
  @ParameterizedTest
  @ValueSource(strings = {"PrimaryNetworkStack", "SecondaryNetworkStack"})
  void the_database_is_reached_by_tasks_and_guards_and_tasks_by_the_load_balancer(String stack) {
    var lab = Lab.AS_SHIPPED;

    assertThat(lab.all(stack, "AWS::EC2::SecurityGroupIngress"))
        .extracting(it ->
            "%s %s %s"
                .formatted(group(it, "SourceSecurityGroupId"), group(it, "GroupId"), ports(it)))
        .containsExactlyInAnyOrder(
            "Entrance Tasks 8080-8080", "Tasks Database 5432-5432", "Guards Database 5432-5432");
    assertThat(lab.all(stack, "AWS::EC2::SecurityGroup"))
        .filteredOn(it -> it.containsKey("SecurityGroupIngress"))
        .as("from anywhere, the load balancer alone")
        .singleElement()
        .satisfies(it -> assertThat(it.get("GroupDescription")).isEqualTo("The load balancer"))
        .satisfies(it ->
            assertThat((List<?>) it.get("SecurityGroupIngress"))
                .extracting(rule -> Lab.map(rule).get("FromPort").toString())
                .containsExactlyInAnyOrder("443", "80"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PrimaryNetworkStack", "SecondaryNetworkStack"})
  void subnets_of_databases_have_no_way_out_and_a_zone_needs_no_other_one(String stack) {
    var template = Lab.AS_SHIPPED.of(stack);

    template.resourceCountIs("AWS::EC2::Subnet", 6);
    template.resourceCountIs("AWS::EC2::NatGateway", 2);
    var ways = template.findResources("AWS::EC2::Route").values().toString();
    assertThat(ways).contains("tasksSubnet1", "tasksSubnet2", "entranceSubnet1");
    assertThat(ways).doesNotContain("databases");
    template.allResourcesProperties(
        "AWS::EC2::FlowLog", Match.objectLike(Map.of("TrafficType", "REJECT")));
    template.resourceCountIs("AWS::EC2::FlowLog", 1);
  }

  private static String group(Map<String, Object> rule, String key) {
    var logical = ((List<?>) Lab.at(rule, key, "Fn::GetAtt")).getFirst().toString();
    return logical.replaceAll("^Groups|[0-9A-F]{8}$", "");
  }

  private static String ports(Map<String, Object> rule) {
    return "%s-%s"
        .formatted(
            ((Number) rule.get("FromPort")).intValue(), ((Number) rule.get("ToPort")).intValue());
  }
}
