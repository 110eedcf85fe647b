package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.elb.TargetSite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.globalaccelerator.model.Accelerator;
import software.amazon.awssdk.services.globalaccelerator.model.AcceleratorNotFoundException;
import software.amazon.awssdk.services.globalaccelerator.model.DescribeAcceleratorRequest;
import software.amazon.awssdk.services.globalaccelerator.model.DescribeAcceleratorResponse;
import software.amazon.awssdk.services.globalaccelerator.model.DescribeEndpointGroupRequest;
import software.amazon.awssdk.services.globalaccelerator.model.DescribeEndpointGroupResponse;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointDescription;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroup;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroupNotFoundException;

/// Whether an accelerator can lead users to either of its two groups.
final class AcceleratorLookTest {
  private static final String ACCELERATOR = "arn:aws:globalaccelerator::1:accelerator/a";
  private static final String EAST = ACCELERATOR + "/listener/l/endpoint-group/east";
  private static final String WEST = ACCELERATOR + "/listener/l/endpoint-group/west";
  private static final String BALANCER = "arn:aws:elb:us-west-2:1:loadbalancer/app/web";

  private final Map<String, EndpointGroup> groups = new LinkedHashMap<>();
  private RegionSites<String> planned = planned(EAST, WEST);
  private List<String> balancers = List.of(BALANCER);
  private boolean isEnabled = true;
  private boolean isThere = true;

  AcceleratorLookTest() {
    groups.put(EAST, group("us-east-1", "arn:aws:elb:us-east-1:1:loadbalancer/app/web"));
    groups.put(WEST, group("us-west-2", BALANCER));
  }

  private static RegionSites<String> planned(String east, String west) {
    var groups = new LinkedHashMap<String, String>();
    groups.put("east", east);
    groups.put("west", west);
    return new RegionSites<>("entry", groups);
  }

  private static EndpointGroup group(String region, String balancer) {
    return EndpointGroup.builder()
        .endpointGroupRegion(region)
        .trafficDialPercentage(100f)
        .endpointDescriptions(endpoint(balancer, 128))
        .build();
  }

  private static EndpointDescription endpoint(String balancer, int weight) {
    return EndpointDescription.builder().endpointId(balancer).weight(weight).build();
  }

  private DescribeEndpointGroupResponse group(DescribeEndpointGroupRequest asked) {
    var found = groups.get(asked.endpointGroupArn());
    if (found == null) {
      throw EndpointGroupNotFoundException.builder().message("gone").build();
    }
    return DescribeEndpointGroupResponse.builder().endpointGroup(found).build();
  }

  private DescribeAcceleratorResponse accelerator(DescribeAcceleratorRequest asked) {
    if (!isThere || !asked.acceleratorArn().equals(ACCELERATOR)) {
      throw AcceleratorNotFoundException.builder().message("gone").build();
    }
    return DescribeAcceleratorResponse.builder()
        .accelerator(Accelerator.builder().enabled(isEnabled).build())
        .build();
  }

  private List<String> found() throws Exception {
    var answers =
        new AwsAnswers()
            .to(DescribeEndpointGroupRequest.class, this::group)
            .to(DescribeAcceleratorRequest.class, this::accelerator)
            .to(
                DescribeTargetGroupsRequest.class,
                _ ->
                    DescribeTargetGroupsResponse.builder()
                        .targetGroups(TargetGroup.builder().loadBalancerArns(balancers).build())
                        .build());
    try (var clients = answers.clients()) {
      var look = new Look(clients, "entry", AwsClients.ACCELERATORS);
      var targets =
          new RegionSites<>(
              "web",
              Map.of(
                  "east", new TargetSite("us-east-1", "tg-east"),
                  "west", new TargetSite("us-west-2", "tg-west")));
      new AcceleratorLook(planned, targets, "east", "west").look(look);
      return FindingTexts.of(look);
    }
  }

  private void assertOnly(String expected) throws Exception {
    assertThat(found()).containsExactly(expected);
  }

  private void change(String group, Consumer<EndpointGroup.Builder> how) {
    groups.computeIfPresent(group, (_, was) -> was.copy(how));
  }

  @Test
  void two_groups_of_one_listener_that_lead_to_the_service_are_as_they_must_be() throws Exception {
    assertThat(found()).isEmpty();
  }

  @Test
  void a_group_that_is_not_there_leads_nobody() throws Exception {
    groups.remove(WEST);
    assertOnly("OBSTACLE LB7005 there is no endpoint group %s for entry in west".formatted(WEST));
  }

  @Test
  void a_group_of_another_region_leads_users_away() throws Exception {
    change(EAST, it -> it.endpointGroupRegion("eu-west-1"));
    assertOnly(
        "OBSTACLE LB7008 endpoint group %s for entry in east is in eu-west-1, not in us-east-1"
            .formatted(EAST));
  }

  @Test
  void a_group_without_an_endpoint_of_any_weight_leads_nobody() throws Exception {
    change(WEST, it -> it.endpointDescriptions(endpoint(BALANCER, 0)));
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB7008 endpoint group " + WEST)
        .endsWith("has no endpoint with a weight above 0");
  }

  @Test
  void a_dial_that_somebody_left_turned_down_at_the_writer_is_a_warning() throws Exception {
    change(WEST, it -> it.trafficDialPercentage(5f));
    assertThat(found()).as("where the writer is not").isEmpty();
    change(EAST, it -> it.trafficDialPercentage(99f));
    assertOnly("WARNING LB2018 the dial of east for entry is at 99 %, and the writer is there");
  }

  @Test
  void a_load_balancer_that_knows_nothing_of_the_service_is_an_obstacle() throws Exception {
    balancers = List.of(BALANCER + "-of-others");
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB7008 endpoint group %s leads to [%s]".formatted(WEST, BALANCER));
    balancers = List.of();
    assertThat(found()).as("of targets behind none").isEmpty();
  }

  @Test
  void the_services_own_may_stand_beside_others_but_not_without_a_weight() throws Exception {
    var other = endpoint(BALANCER + "-of-others", 1);
    change(WEST, it -> it.endpointDescriptions(other, endpoint(BALANCER, 1)));
    assertThat(found()).isEmpty();
    change(WEST, it -> it.endpointDescriptions(other, endpoint(BALANCER, 0)));
    assertThat(found()).singleElement().asString().contains("the targets in west are behind");
  }

  @Test
  void groups_of_two_listeners_never_take_each_others_users() throws Exception {
    var elsewhere = WEST.replace("listener/l/", "listener/m/");
    groups.put(elsewhere, groups.get(WEST));
    planned = planned(EAST, elsewhere);
    assertOnly("OBSTACLE LB7008 the endpoint groups for entry are of two listeners");
  }

  @Test
  void an_accelerator_that_is_gone_or_turned_off_leads_nobody() throws Exception {
    isEnabled = false;
    assertOnly("OBSTACLE LB7008 the accelerator %s of entry is not enabled".formatted(ACCELERATOR));
    isThere = false;
    assertOnly("OBSTACLE LB7005 there is no accelerator %s for entry".formatted(ACCELERATOR));
  }
}
