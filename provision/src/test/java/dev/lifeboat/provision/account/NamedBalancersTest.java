package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.provision.AccountPlans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/// Load balancers that the name of the example leads to.
final class NamedBalancersTest {
  private static final List<String> PRIMARY = List.of("PrimaryBalancer", "PrimaryBalancerZone");

  private final List<String> asked = new ArrayList<>();
  private List<LoadBalancer> balancers =
      List.of(balancer("one", LoadBalancerSchemeEnum.INTERNET_FACING));
  private boolean silent;

  private static LoadBalancer balancer(String name, LoadBalancerSchemeEnum scheme) {
    return LoadBalancer.builder()
        .loadBalancerArn(name)
        .dnsName(name + ".elb.example.com")
        .canonicalHostedZoneId("Z" + name)
        .scheme(scheme)
        .build();
  }

  /// Each target group is behind all of `balancers`.
  private final class Balancing implements ElasticLoadBalancingV2Client {
    @Override
    public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
      if (silent) {
        throw SdkClientException.create("no way there");
      }
      asked.addAll(request.targetGroupArns());
      var group =
          TargetGroup.builder()
              .loadBalancerArns(balancers.stream().map(LoadBalancer::loadBalancerArn).toList())
              .build();
      return DescribeTargetGroupsResponse.builder().targetGroups(group).build();
    }

    @Override
    public DescribeLoadBalancersResponse describeLoadBalancers(
        DescribeLoadBalancersRequest request) {
      assertThat(request.loadBalancerArns()).isNotEmpty();
      return DescribeLoadBalancersResponse.builder().loadBalancers(balancers).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private NamedBalancers named() throws Exception {
    return new NamedBalancers(
        AccountPlans.example("dr-lab-warm-standby"),
        new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
            .with((_, _) -> Optional.of(new Balancing())));
  }

  @Test
  void the_one_before_the_target_group_of_that_region_is_found_and_asked_about_once()
      throws Exception {
    var named = named();

    assertThat(named.values("name-entry", PRIMARY))
        .containsOnly(
            Map.entry("PrimaryBalancer", "one.elb.example.com"),
            Map.entry("PrimaryBalancerZone", "Zone"));
    assertThat(asked).singleElement().matches(it -> it.contains(":ap-southeast-2:"));
    assertThat(named.values("name-entry", PRIMARY)).isNotEmpty();
    assertThat(asked).hasSize(1);
    assertThat(named.values("name-entry", List.of("RecoveryBalancerZone", "RecoveryBalancer")))
        .hasSize(2);
    assertThat(asked.getLast()).contains(":us-west-2:");
    assertThat(named.values("name-entry", List.of("HostedZone"))).isEmpty();
    assertThat(named.values("name-other", PRIMARY)).isEmpty();
    assertThat(named.values("recovery", PRIMARY)).isEmpty();
  }

  /// The host of one load balancer beside the zone of another leads nowhere.
  @Test
  void where_one_of_the_pair_is_said_the_other_one_is_not_found() throws Exception {
    for (var name : PRIMARY) {
      assertThat(named().values("name-entry", List.of(name, "HostedZone"))).isEmpty();
    }
    assertThat(asked).isEmpty();
  }

  /// Goal: errors of a load balancer are an alarm without a word from a person. Method: an internal
  /// one counts too, one of another kind does not.
  @Test
  void the_stack_of_a_region_is_told_whose_errors_to_count() throws Exception {
    var missing = List.of("MeasuredWeb", "Email");
    var arn = "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/";
    balancers =
        List.of(balancer(arn + "app/web/0123456789abcdef", LoadBalancerSchemeEnum.INTERNAL));

    assertThat(named().values("recovery", missing))
        .containsOnly(Map.entry("MeasuredWeb", "app/web/0123456789abcdef"));
    assertThat(asked).singleElement().matches(it -> it.contains(":us-west-2:"));
    assertThat(named().values("alarms-primary-2", missing)).hasSize(1);
    assertThat(named().values("arbiter", missing)).isEmpty();

    balancers =
        List.of(balancer(arn + "net/web/0123456789abcdef", LoadBalancerSchemeEnum.INTERNAL));
    assertThat(named().values("recovery", missing)).isEmpty();
  }

  @Test
  void none_several_an_internal_one_or_a_silent_region_leave_it_to_a_person() throws Exception {
    var internal = balancer("two", LoadBalancerSchemeEnum.INTERNAL);
    for (var some :
        List.of(
            List.<LoadBalancer>of(), List.of(internal), List.of(balancers.getFirst(), internal))) {
      balancers = some;
      assertThat(named().values("name-entry", PRIMARY)).isEmpty();
    }
    silent = true;
    assertThat(named().values("name-entry", PRIMARY)).isEmpty();
  }
}
