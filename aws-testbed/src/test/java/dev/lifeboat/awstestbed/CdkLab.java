package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.sites.AwsSites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/// The warm standby's example as its app of the CDK writes it down, applied to an emulated account
/// in the order that its page has.
///
/// @param zone of the account, in which the lab's names are
public record CdkLab(CdkApp app, String zone) implements LabStack {
  /// In the seed's words: data first, as the page has it, then each stack, then all.
  private static final String FIRST =
      """
      set -e
      cdk bootstrap aws://$ACCOUNT/ap-southeast-2
      cdk bootstrap aws://$ACCOUNT/us-west-2
      cdk deploy PrimaryNetworkStack
      cdk deploy PrimaryDataStack
      cdk deploy SecondaryNetworkStack
      cdk deploy SecondaryDataStack
      """;

  private static final String THEN =
      """
      set -e
      cdk deploy PrimaryAppStack
      cdk deploy SecondaryAppStack
      cdk deploy RoutingAndDROrchestrationStack
      cdk deploy ObservabilityStack
      cdk deploy --all --require-approval never
      """;

  /// What tasks need at their start. The emulated registry replicates nothing, so the image is
  /// pushed to both.
  private static final String BETWEEN =
      """
      set -e
      for region in ap-southeast-2 us-west-2; do
        aws ecr put-image --region $region --repository-name dr-lab --image-tag 1 \\
          --image-manifest-media-type application/vnd.oci.image.manifest.v1+json --image-manifest '{"schemaVersion":2}'
        for label in primary secondary; do
          bound=
          [[ $region:$label != ap-southeast-2:primary && $region:$label != us-west-2:secondary ]] || bound=Bound
          aws secretsmanager put-secret-value --region $region --secret-id dr-lab/database \\
            --secret-string '{"url":"'$label'"}' --version-stages $label $bound
        done
      done
      """;

  private static final Map<String, String> WORDS =
      Map.of("primary", "Primary", "secondary", "Secondary");

  /// @param folder of its own
  public static CdkLab apply(TestBed bed, Path folder) throws Exception {
    var zone = CdkApp.zone(bed);
    var app =
        CdkApp.synthesize(
            bed, "dr-lab-warm-standby", context -> context.put("hostedZoneId", zone), folder);
    app.types(FIRST.replace("$ACCOUNT", bed.account()));
    app.type(BETWEEN);
    app.types(THEN);
    assertThat(app.types("cdk diff --all")).contains("Number of stacks with differences: 0");
    assertThat(app.types("cdk list").lines())
        .containsExactlyInAnyOrder(
            "PrimaryNetworkStack",
            "PrimaryDataStack",
            "PrimaryAppStack",
            "SecondaryNetworkStack",
            "SecondaryDataStack",
            "SecondaryAppStack",
            "RoutingAndDROrchestrationStack",
            "ObservabilityStack");
    return new CdkLab(app, zone);
  }

  TestBed bed() {
    return app.bed();
  }

  Path folder() {
    return app.folder();
  }

  @Override
  public void remove() throws Exception {
    app.remove("examples/dr-lab-warm-standby/cdk/README.md");
  }

  private String output(String region, String stack, String name) {
    return app.output(Objects.requireNonNull(WORDS.get(region)) + stack, name);
  }

  @Override
  public ShippedExample example() {
    return ShippedExample.asItStands(ShippedExample.WARM_STANDBY);
  }

  @Override
  public List<String> values() {
    var values =
        new ArrayList<>(
            List.of(
                "--set", "Email=ops@example.com",
                "--set", "Operators=arn:aws:iam::123456789012:role/ops",
                "--set", "HostedZone=" + zone));
    for (var side : Map.of("primary", "ap-southeast-2", "secondary", "us-west-2").entrySet()) {
      var balancer =
          bed()
              .patient(ElasticLoadBalancingV2Client.builder(), side.getValue())
              .describeLoadBalancers(it -> it.names("dr-lab-" + side.getKey()))
              .loadBalancers()
              .getFirst();
      var name = side.getKey().equals("primary") ? "PrimaryBalancer" : "RecoveryBalancer";
      values.addAll(List.of("--set", name + "=" + balancer.dnsName()));
      values.addAll(List.of("--set", name + "Zone=" + balancer.canonicalHostedZoneId()));
    }
    return values;
  }

  /// Tasks register with it, which no emulated one does.
  @Override
  public Targets targets(String region, String awsRegion) {
    var targets = new Targets(bed(), awsRegion, output(region, "AppStack", "TargetGroupArn"));
    targets.register(region.equals("primary") ? "10.0.2.7" : "10.1.2.7");
    return targets;
  }

  @Override
  public String fenceGroup(String region, String awsRegion) {
    return ""; // A guard fences.
  }

  @Override
  public String key(AwsSites wanted, String region) {
    return output(region, "DataStack", "KeyArn");
  }

  @Override
  public SimulatedAccelerator accelerator(
      SequencedMap<String, String> awsRegions, Predicate<String> healthy) {
    throw new IllegalStateException("users come by a name");
  }
}
