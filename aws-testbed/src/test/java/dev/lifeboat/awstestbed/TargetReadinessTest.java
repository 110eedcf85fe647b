package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.elb.TargetReadiness;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/// A service is ready where its load balancer says so of one target at least.
@ExtendWith(TestBed.InTests.class)
final class TargetReadinessTest {
  private static final Goal.Healthy GOAL = new Goal.Healthy("web", "west");

  private final TestBed bed;
  private final AwsClients clients;
  private final ElasticLoadBalancingV2Client elb;
  private String group = "";

  TargetReadinessTest(TestBed bed) {
    this.bed = bed;
    this.clients = bed.newClients();
    this.elb = bed.patient(ElasticLoadBalancingV2Client.builder(), TestBed.RECOVERY);
  }

  @BeforeEach
  void provision() throws Exception {
    var network = network();
    var name = "web-" + UUID.randomUUID().toString().substring(0, 8);
    group =
        elb.createTargetGroup(it ->
                it.name(name)
                    .targetType(TargetTypeEnum.IP)
                    .port(8080)
                    .protocol("HTTP")
                    .vpcId(network))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
  }

  /// The network that every account has; one call is not worth the SDK's largest module.
  private String network() throws Exception {
    var request =
        HttpRequest.newBuilder(bed.gate().endpoint())
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/%s/ec2/aws4_request"
                    .formatted(TestBed.RECOVERY))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeVpcs&Version=2016-11-15"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      var found = Pattern.compile("<vpcId>(vpc-\\w+)</vpcId>").matcher(answer);
      assertThat(found.find()).as(answer).isTrue();
      return found.group(1);
    }
  }

  @AfterEach
  void end() {
    clients.close();
  }

  private TargetReadiness readiness() {
    return new TargetReadiness(
        clients, "web", Map.of("west", new TargetSite(TestBed.RECOVERY, group)));
  }

  private void register(String address) {
    elb.registerTargets(it ->
        it.targetGroupArn(group)
            .targets(TargetDescription.builder().id(address).port(8080).build()));
  }

  @Test
  void without_a_target_it_is_not_ready_and_with_a_healthy_one_it_is() throws Exception {
    assertThat(readiness().preflight(GOAL)).isEqualTo(Readiness.ready());
    assertThat(readiness().observe(GOAL)).isEqualTo(Observation.pending("targets of web: none"));
    register("10.0.0.7");
    assertThat(readiness().observe(GOAL)).isEqualTo(Observation.met("targets of web: 1 healthy"));
  }

  @Test
  void a_target_group_that_was_deleted_is_named() throws Exception {
    elb.deleteTargetGroup(it -> it.targetGroupArn(group));
    assertThat(readiness().preflight(GOAL))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB7003);
              assertThat(told.problem().happened()).contains(TestBed.RECOVERY, group);
            });
  }

  @Test
  void who_does_not_reach_the_region_takes_it_for_nothing() throws Exception {
    register("10.0.0.7");
    bed.gate().cut(TestBed.RECOVERY, Cut.REFUSE);
    assertThat(readiness().observe(GOAL)).isInstanceOf(Observation.Unreachable.class);
  }
}
