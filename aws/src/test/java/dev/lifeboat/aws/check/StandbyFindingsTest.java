package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.plan.ProviderValues;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Service.Environment;
import dev.lifeboat.plan.Service.Instances;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/// Whether a standby, which takes no write, would be replaced for ever.
final class StandbyFindingsTest {
  private String health = "/healthz";
  private int standby = 1;
  private String asked = "tg-west";
  private String healthBy = "ELB";

  private final AwsAnswers aws =
      new AwsAnswers()
          .to(DescribeServicesRequest.class, _ -> service())
          .to(DescribeAutoScalingGroupsRequest.class, _ -> group());

  private DescribeServicesResponse service() {
    var balancer = LoadBalancer.builder().targetGroupArn(asked).build();
    return DescribeServicesResponse.builder()
        .services(
            software.amazon.awssdk.services.ecs.model.Service.builder()
                .loadBalancers(balancer)
                .build())
        .build();
  }

  private DescribeAutoScalingGroupsResponse group() {
    return DescribeAutoScalingGroupsResponse.builder()
        .autoScalingGroups(
            AutoScalingGroup.builder().targetGroupARNs(asked).healthCheckType(healthBy).build())
        .build();
  }

  private StandbyLook of() {
    var service =
        new Service(
            "web",
            List.of("web"),
            new Instances(2, standby),
            List.of(),
            health,
            "/ready",
            new Environment(Map.of(), List.of()),
            ProviderValues.NONE);
    return new StandbyLook(service, new TargetSite("us-west-2", "tg-west"));
  }

  private List<String> tasks() throws Exception {
    var look = new Look(aws.clients(), "web", "us-west-2");
    of().tasks(look, new EcsSite("us-west-2", "shop", "web", List.of()));
    return FindingTexts.of(look);
  }

  private List<String> instances() throws Exception {
    var look = new Look(aws.clients(), "web", "us-west-2");
    of().instances(look, new GroupSite("us-west-2", "web-group"));
    return FindingTexts.of(look);
  }

  private void assertNone() throws Exception {
    assertThat(tasks()).isEmpty();
    assertThat(instances()).isEmpty();
  }

  @Test
  void where_the_group_that_asks_ready_says_who_lives_it_is_an_obstacle() throws Exception {
    assertThat(tasks())
        .containsExactly(
            "OBSTACLE LB7008 ECS in us-west-2 replaces what is not healthy in tg-west, which asks"
                + " '/ready'");
    assertThat(instances())
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB7008 the Auto Scaling group in us-west-2 replaces");
  }

  @Test
  void without_a_standby_there_is_none_to_be_replaced() throws Exception {
    standby = 0;
    assertNone();
  }

  @Test
  void one_that_answers_ready_lives() throws Exception {
    health = "/ready";
    assertNone();
  }

  @Test
  void another_groups_health_is_another_matter() throws Exception {
    asked = "tg-other";
    assertNone();
  }

  @Test
  void a_group_that_asks_no_load_balancer_replaces_nothing_by_one() throws Exception {
    healthBy = "EC2";
    assertThat(instances()).isEmpty();
  }
}
