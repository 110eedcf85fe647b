package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.sites.AwsSites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pilot light's example as its modules of Terraform make it in an emulated account, with
/// Terraform and its provider as they are on this machine.
///
/// @param folder of its own
/// @param terminal in the modules' folder
/// @param plan outputs that the plan has to name
public record TerraformLab(TestBed bed, Path folder, AwsTerminal terminal, JsonNode plan)
    implements LabStack {
  private static final Path FOLDER = AwsTerminal.file("examples/lamp-pilot-light");
  private static final String PROVIDER = "registry.terraform.io/hashicorp/aws";
  private static final List<String> PLACES =
      List.of("/opt", "/usr/share/terraform", "/usr/local/share/terraform");
  private static final int DEPTH = 5;

  /// Before the first apply: two passwords. And instead of module `ami`, since the account has no
  /// Image Builder, the two images that it would make, under its name: its five resources alone of
  /// the stack's 108 are not made.
  private static final String BEFORE =
      """
      set -e
      for name in /lamp/db/password /lamp/db/password-page; do
        aws ssm put-parameter --region eu-west-1 --type SecureString --name $name --value of-the-test
      done
      rm modules/ami/main.tf
      for at in primary:eu-west-1 secondary:us-east-1; do
        id=$(aws ec2 register-image --region ${at#*:} --name lamp-stack-ami-1 --output text --query ImageId)
        printf 'output "%s_id" {\n  value = "%s"\n}\n' ${at%:*} $id
      done >modules/ami/outputs.tf
      # The bucket of the state is .ci/labs's to look at.
      printf 'terraform {\n  backend "local" {}\n}\n' >state_override.tf
      sed -i "s/123456789012/$ACCOUNT/" terraform.tfvars
      """;

  private static final String BALANCER =
      "aws elbv2 describe-load-balancers --region eu-west-1 --output text"
          + " --query 'LoadBalancers[0].DNSName'";

  private static final String ACCELERATOR =
      "aws globalaccelerator list-accelerators --region us-west-2 --output text"
          + " --query 'Accelerators[0].DnsName'";

  /// The provider as Terraform finds it on a machine; empty where there is none, or no Terraform.
  public static Optional<Path> provider() throws IOException {
    if (Stream.of(System.getenv("PATH").split(":"))
        .noneMatch(it -> Files.isExecutable(Path.of(it, "terraform")))) {
      return Optional.empty();
    }
    for (var place : PLACES) {
      if (Files.isDirectory(Path.of(place))) {
        try (var found =
            Files.find(Path.of(place), DEPTH, (it, _) -> it.toString().endsWith(PROVIDER))) {
          var first = found.findFirst();
          if (first.isPresent()) {
            return first.map(it -> it.resolve("../../..").normalize());
          }
        }
      }
    }
    return Optional.empty();
  }

  /// @param provider folder of providers
  /// @param folder of its own
  public static TerraformLab apply(TestBed bed, Path provider, Path folder) throws Exception {
    var lab = folder.resolve("lab/lamp-pilot-light");
    CdkApp.copy(FOLDER, lab);
    var terminal =
        new AwsTerminal(
            bed,
            lab.resolve("terraform"),
            Map.of(
                "ACCOUNT", bed.account(),
                "TF_CLI_CONFIG_FILE", "/dev/null",
                "TF_IN_AUTOMATION", "1",
                "CHECKPOINT_DISABLE", "1",
                // What follows are the seed's words. Providers are on this machine, nobody is
                // asked,
                // and nothing there is busy.
                "TF_CLI_ARGS_init", "-input=false -plugin-dir=" + provider,
                "TF_CLI_ARGS_apply", "-input=false -no-color -parallelism=40",
                "TF_CLI_ARGS_destroy", "-parallelism=40",
                "AWS_EC2_METADATA_DISABLED", "true"));
    done(terminal, BEFORE);
    done(terminal, "terraform init");
    assertThat(done(terminal, "terraform apply -auto-approve").out())
        .contains("Apply complete! Resources: 103 added");
    assertOutputs(terminal);
    var printed = done(terminal, "terraform output -raw lifeboat_yaml");
    Files.writeString(folder.resolve("printed.yaml"), printed.out());
    var plan = JsonMapper.shared().readTree(done(terminal, "terraform output -json plan").out());
    return new TerraformLab(bed, folder, terminal, plan);
  }

  /// "Check outputs for key resources": they are those of the account.
  private static void assertOutputs(AwsTerminal terminal) throws Exception {
    assertThat(done(terminal, "terraform output").out())
        .contains("alb_dns_name", "global_accelerator_dns", "lifeboat_yaml");
    var balancer = done(terminal, BALANCER).out().strip();
    assertThat(done(terminal, "echo \"ALB DNS: $(terraform output alb_dns_name)\"").out())
        .isEqualTo("ALB DNS: \"%s\"\n".formatted(balancer));
    var accelerator = done(terminal, ACCELERATOR).out().strip();
    assertThat(
            done(
                    terminal,
                    "echo \"Global Accelerator DNS: $(terraform output global_accelerator_dns)\"")
                .out())
        .isEqualTo("Global Accelerator DNS: \"%s\"\n".formatted(accelerator));
  }

  private static CommandLineProcess.Ended done(AwsTerminal terminal, String line)
      throws IOException, InterruptedException {
    var ended = terminal.type(line);
    assertThat(ended.exitCode()).as("%s: %s", line, ended).isZero();
    return ended;
  }

  @Override
  public ShippedExample example() {
    return ShippedExample.asItStands(folder.resolve("printed.yaml").toString());
  }

  @Override
  public List<String> values() {
    return List.of(
        "--set", "Email=ops@example.com",
        "--set", "Operators=arn:aws:iam::123456789012:role/ops");
  }

  @Override
  public Targets targets(String region, String awsRegion) {
    return new Targets(bed, awsRegion, plan.at("/targetGroup/" + region).asString());
  }

  @Override
  public String fenceGroup(String region, String awsRegion) {
    return plan.at("/fenceGroup/" + region).asString();
  }

  @Override
  public String key(AwsSites wanted, String region) {
    return ""; // It is RDS's own.
  }

  @Override
  public SimulatedAccelerator accelerator(
      SequencedMap<String, String> awsRegions, Predicate<String> healthy) throws IOException {
    var groups = new LinkedHashMap<String, String>();
    awsRegions.keySet().forEach(it -> groups.put(it, plan.at("/endpointGroup/" + it).asString()));
    return new SimulatedAccelerator(bed, groups, List.copyOf(awsRegions.keySet()), healthy);
  }

  @Override
  public void remove() throws Exception {
    done(terminal, "bash_scripts/nuke.sh <<<" + bed.account());
  }
}
