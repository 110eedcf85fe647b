package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/// One test's target group in one region.
final class Targets {
  private final TestBed bed;
  private final String region;
  private final ElasticLoadBalancingV2Client elb;
  private final String group;

  Targets(TestBed bed, String region) throws IOException, InterruptedException {
    this.bed = bed;
    this.region = region;
    this.elb = bed.patient(ElasticLoadBalancingV2Client.builder(), region);
    var network = network();
    var name = "web-" + UUID.randomUUID().toString().substring(0, 8);
    this.group =
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
  private String network() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(bed.gate().endpoint())
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/%s/ec2/aws4_request".formatted(region))
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

  /// Its ARN.
  String group() {
    return group;
  }

  void register(String address) {
    elb.registerTargets(it ->
        it.targetGroupArn(group)
            .targets(TargetDescription.builder().id(address).port(8080).build()));
  }

  void deregister(String address) {
    elb.deregisterTargets(it ->
        it.targetGroupArn(group)
            .targets(TargetDescription.builder().id(address).port(8080).build()));
  }

  void delete() {
    elb.deleteTargetGroup(it -> it.targetGroupArn(group));
  }
}
