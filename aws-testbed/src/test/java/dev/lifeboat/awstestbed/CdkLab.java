package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.sites.AwsSites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The warm standby's example as its app of the CDK writes it down, applied to an emulated account
/// in the order that its page has.
///
/// @param zone of the account, in which the lab's names are
/// @param folder of its own
/// @param made outputs of its stacks, by stack and name
/// @param byHand what the emulated CloudFormation cannot make, as a stack, a type and a name
public record CdkLab(
    TestBed bed, String zone, Path folder, Map<String, String> made, List<String> byHand)
    implements LabStack {
  private static final Path FOLDER = AwsTerminal.file("examples/dr-lab-warm-standby/cdk");
  private static final List<String> FIRST =
      List.of(
          "PrimaryNetworkStack", "PrimaryDataStack", "SecondaryNetworkStack", "SecondaryDataStack");

  private static final List<String> THEN =
      List.of(
          "SecondaryAppStack",
          "PrimaryAppStack",
          "RoutingAndDROrchestrationStack",
          "ObservabilityStack");

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

  private static final String BY_HAND = "by hand ";
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Map<String, String> WORDS =
      Map.of("primary", "Primary", "secondary", "Secondary");

  /// @param folder of its own
  public static CdkLab apply(TestBed bed, Path folder) throws Exception {
    var zone =
        bed.clients()
            .client(AwsApi.route53(), AwsClients.GLOBAL)
            .createHostedZone(it -> it.name("example.com").callerReference("lab"))
            .hostedZone()
            .id()
            .replaceFirst(".*/", "");
    var assembly = synthesize(bed, zone, folder);
    var terminal = new AwsTerminal(bed, folder, Map.of());
    var told = new ArrayList<>(deploy(terminal, assembly, FIRST));
    var between = terminal.type(BETWEEN);
    assertThat(between.exitCode()).as("%s", between).isZero();
    told.addAll(deploy(terminal, assembly, THEN));
    var made = new TreeMap<String, String>();
    var byHand = new ArrayList<String>();
    for (var line : told) {
      if (line.startsWith(BY_HAND)) {
        byHand.add(line.substring(BY_HAND.length()));
      } else {
        var output = line.split(" ", 4);
        made.put(output[1] + " " + output[2], output[3]);
      }
    }
    return new CdkLab(bed, zone, folder, Map.copyOf(made), List.copyOf(byHand));
  }

  private static List<String> deploy(AwsTerminal terminal, Path assembly, List<String> stacks)
      throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(AwsTerminal.file("aws-testbed/.venv/bin/python").toString());
    words.add("-B");
    words.add(AwsTerminal.file("aws-testbed/src/test/python/deploy_lab.py").toString());
    words.addAll(List.of(assembly.toString(), "deploy"));
    words.addAll(stacks);
    var deployed = terminal.run(words.toArray(String[]::new));
    assertThat(deployed.exitCode()).as("%s", deployed).isZero();
    return deployed.out().lines().toList();
  }

  /// Types what `cdk.json` has the command line of the CDK type, as that does.
  ///
  /// @return the folder of the templates
  private static Path synthesize(TestBed bed, String zone, Path folder) throws Exception {
    var app = folder.resolve("lab/cdk");
    copy(FOLDER.resolve("src/main"), app.resolve("src/main"));
    Files.copy(FOLDER.resolve("pom.xml"), app.resolve("pom.xml"));
    var settings =
        (ObjectNode) JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("cdk.json")));
    var context = (ObjectNode) settings.get("context");
    context.put("hostedZoneId", zone);
    var words = settings.get("app").asString().split(" ");
    words[0] = AwsTerminal.file("mvnw").toString();
    var assembly = folder.resolve("cdk.out");
    var variables =
        Map.of(
            "CDK_OUTDIR", assembly.toString(),
            "CDK_CONTEXT_JSON", context.toString(),
            "CDK_DEFAULT_ACCOUNT", bed.account(),
            "JSII_NODE", AwsTerminal.file("aws-testbed/.venv/bin/node").toString(),
            "JAVA_HOME", System.getProperty("java.home"));
    var ended = new AwsTerminal(bed, app, variables).run(words);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    return assembly;
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (var file : files.toList()) {
        var copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }

  @Override
  public void remove() throws Exception {
    var page = Files.readString(FOLDER.resolve("README.md"));
    var block = BLOCK.matcher(page);
    assertThat(block.find()).isTrue();
    var all = new ArrayList<>(FIRST);
    all.addAll(THEN);
    var commands = Files.createDirectory(folder.resolve("commands"));
    var npx =
        Files.writeString(
            commands.resolve("npx"),
            """
            #!/usr/bin/env bash
            [[ "$*" == "cdk destroy --all" ]] || exit 1
            exec '%s' -B '%s' '%s' destroy %s
            """
                .formatted(
                    AwsTerminal.file("aws-testbed/.venv/bin/python"),
                    AwsTerminal.file("aws-testbed/src/test/python/deploy_lab.py"),
                    folder.resolve("cdk.out"),
                    String.join(" ", all)));
    Files.setPosixFilePermissions(npx, PosixFilePermissions.fromString("rwx------"));
    var typed =
        new AwsTerminal(bed, folder, Map.of()).with(commands).typeInSh("set -e\n" + block.group(1));
    assertThat(typed.exitCode()).as("%s", typed).isZero();
  }

  private String output(String region, String stack, String name) {
    return Objects.requireNonNull(
        made.get("%s%s %s".formatted(Objects.requireNonNull(WORDS.get(region)), stack, name)));
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
          bed.patient(ElasticLoadBalancingV2Client.builder(), side.getValue())
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
    var targets = new Targets(bed, awsRegion, output(region, "AppStack", "TargetGroupArn"));
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
