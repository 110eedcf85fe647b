package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/// One test's target group in one region.
public final class Targets {
  private final TestBed bed;
  private final String region;
  private final ElasticLoadBalancingV2Client elb;
  private final AcmClient acm;
  private final String group;
  private Optional<String> balancer = Optional.empty();
  private Optional<String> listener = Optional.empty();

  public Targets(TestBed bed, String region) throws IOException, InterruptedException {
    this.bed = bed;
    this.region = region;
    this.acm = bed.patient(AcmClient.builder(), region);
    this.elb = bed.patient(ElasticLoadBalancingV2Client.builder(), region);
    var network = found("DescribeVpcs", "vpcId");
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

  /// A group that somebody else made.
  Targets(TestBed bed, String region, String group) {
    this.bed = bed;
    this.region = region;
    this.acm = bed.patient(AcmClient.builder(), region);
    this.elb = bed.patient(ElasticLoadBalancingV2Client.builder(), region);
    this.group = group;
  }

  /// Of what every account has; a call or two are not worth the SDK's largest module.
  private String found(String action, String id) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(bed.gate().endpoint())
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/%s/ec2/aws4_request".formatted(region))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("Action=" + action + "&Version=2016-11-15"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      var found = Pattern.compile("<%s>([\\w-]+)</%s>".formatted(id, id)).matcher(answer);
      assertThat(found.find()).as(answer).isTrue();
      return found.group(1);
    }
  }

  /// Its ARN.
  public String group() {
    return group;
  }

  /// A load balancer sends users to it.
  void attach() throws IOException, InterruptedException {
    var subnet = found("DescribeSubnets", "subnetId");
    var made =
        elb.createLoadBalancer(it ->
                it.name("lb-" + UUID.randomUUID().toString().substring(0, 8))
                    .scheme(LoadBalancerSchemeEnum.INTERNET_FACING)
                    .subnets(subnet))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    var forward = Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build();
    var issued =
        acm.requestCertificate(it -> it.domainName("*.example.com").validationMethod("DNS"))
            .certificateArn();
    balancer = Optional.of(made);
    listener =
        Optional.of(
            elb.createListener(it ->
                    it.loadBalancerArn(made)
                        .protocol("HTTPS")
                        .port(443)
                        .certificates(Certificate.builder().certificateArn(issued).build())
                        .defaultActions(forward))
                .listeners()
                .getFirst()
                .listenerArn());
  }

  public void register(String address) {
    register(address, 8080);
  }

  public void register(String address, int port) {
    elb.registerTargets(it ->
        it.targetGroupArn(group)
            .targets(TargetDescription.builder().id(address).port(port).build()));
  }

  public void deregister(String address) {
    elb.deregisterTargets(it ->
        it.targetGroupArn(group)
            .targets(TargetDescription.builder().id(address).port(8080).build()));
  }

  /// Whether a target answers its load balancer.
  boolean isHealthy() {
    return elb
        .describeTargetHealth(it -> it.targetGroupArn(group))
        .targetHealthDescriptions()
        .stream()
        .anyMatch(it -> it.targetHealth().state() == TargetHealthStateEnum.HEALTHY);
  }

  /// Whether its load balancer asks at `path` and takes no answer but 200 for healthy.
  boolean areAskedAt(String path) {
    var asked = elb.describeTargetGroups(it -> it.targetGroupArns(group)).targetGroups().getFirst();
    return asked.healthCheckPath().equals(path) && asked.matcher().httpCode().equals("200");
  }

  public void askAt(String path) {
    elb.modifyTargetGroup(it -> it.targetGroupArn(group).healthCheckPath(path));
  }

  /// The answers that are taken for healthy.
  public void accept(String codes) {
    elb.modifyTargetGroup(it -> it.targetGroupArn(group).matcher(of -> of.httpCode(codes)));
  }

  /// Simulated: all of them fail their health checks from now on, where nothing real is behind
  /// them.
  public void fail() {
    accept("418");
  }

  /// ARN of the load balancer that sends users to it.
  public String balancer() {
    return balancer.orElseThrow();
  }

  public void delete() {
    listener.ifPresent(arn -> elb.deleteListener(it -> it.listenerArn(arn)));
    elb.deleteTargetGroup(it -> it.targetGroupArn(group));
  }
}
