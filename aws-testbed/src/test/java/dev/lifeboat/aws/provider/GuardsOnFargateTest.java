package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.ProvisionValues;
import dev.lifeboat.awstestbed.StackThings;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/// Guards that `provision` runs on Fargate, in an account: made where a person gives an image, kept
/// without one, and gone with `unprovision`. No container runs here; of a service that a stack
/// makes moto keeps neither network nor roles, gives it no other task later, and keeps it when the
/// stack goes.
@Order(3)
@Timeout(900)
@ExtendWith(TestBed.InTests.class)
final class GuardsOnFargateTest {
  private static final String NAME = "lifeboat-dr-lab-guard-dr-lab";
  private static final String DIGEST = "sha256:" + "0a".repeat(32);
  private static final Map<String, String> REGIONS =
      Map.of("primary", "ap-southeast-2", "recovery", "us-west-2");

  @TempDir Path folder;

  @Test
  void an_image_by_its_digest_makes_two_in_each_region(TestBed.Accounts accounts) throws Exception {
    try (var bed = accounts.open()) {
      var lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
      var logins = "          logins: [app]\n";
      var text =
          Files.readString(AwsTerminal.file("examples/dr-lab-warm-standby/lifeboat.yaml"))
              // The names of buckets are everybody's.
              .replace("dr-lab-routes", "dr-guards-routes")
              .replace("dr-lab-app-data", "dr-guards-app-data")
              .replace(logins, logins + "          guardSecret: dr-lab/guard\n");
      var plan = Files.writeString(folder.resolve("lifeboat.yaml"), text);
      var words = words(bed, plan);
      for (var region : REGIONS.values()) {
        ecs(bed, region).createCluster(it -> it.clusterName("guards"));
      }

      var refused = lifeboat.run(with(words, "GuardImage=" + DIGEST));
      assertThat(refused.exitCode()).as("%s", refused).isEqualTo(2);
      assertThat(refused.toString()).contains("LB1011", "GuardSubnets");

      var applied = lifeboat.run(with(words, guards()));
      // There is no database, and nothing serves.
      assertThat(applied.exitCode()).as("%s", applied).isEqualTo(ExitCode.NOT_READY);
      assertThat(applied.json().path("outcome").asString()).isEqualTo("applied");

      for (var region : REGIONS.entrySet()) {
        var stack = "lifeboat-dr-lab-guards-" + region.getKey();
        var things =
            StackThings.of(bed, folder, List.of(region.getValue() + ":" + stack)).of(stack);
        assertThat(things).contains("GuardDrLab", "TaskDrLab", "LogDrLab", "StartRole");
        assertRuns(bed, region.getValue());
      }
      var looked = lifeboat.run("provision", plan, "--plan-only", "--json");
      assertThat(looked.exitCode()).as("%s", looked).isZero();

      var removed = lifeboat.run("unprovision", plan, "--confirm", "dr-lab", "--json");
      assertThat(removed.exitCode()).as("%s", removed).isZero();
      assertThat(
              removed
                  .json()
                  .path("parts")
                  .valueStream()
                  .filter(it -> it.path("stack").asString("").contains("-guards-"))
                  .filter(it -> it.path("kept").asBoolean())
                  .map(it -> it.path("type").asString()))
          .as("what stays of guards")
          .containsExactly("AWS::Logs::LogGroup", "AWS::Logs::LogGroup");
      for (var region : REGIONS.values()) {
        assertThat(bed.patient(CloudFormationClient.builder(), region).describeStacks().stacks())
            .isEmpty();
      }
    }
  }

  private static EcsClient ecs(TestBed bed, String region) {
    return bed.patient(EcsClient.builder(), region);
  }

  private static Service service(TestBed bed, String region) {
    return ecs(bed, region)
        .describeServices(it -> it.cluster("guards").services(NAME))
        .services()
        .getFirst();
  }

  private static void assertRuns(TestBed bed, String region) {
    var service = service(bed, region);
    assertThat(service.desiredCount()).isEqualTo(2);
    var task =
        ecs(bed, region)
            .describeTaskDefinition(it -> it.taskDefinition(service.taskDefinition()))
            .taskDefinition();
    var container = task.containerDefinitions().getFirst();
    assertThat(container.image())
        .endsWith(".dkr.ecr.%s.amazonaws.com/lifeboat@%s".formatted(region, DIGEST));
    assertThat(container.readonlyRootFilesystem()).isTrue();
    assertThat(container.environment())
        .anyMatch(it -> it.name().equals("DATABASE_PGHOST") && it.value().equals("db." + region))
        .anyMatch(it -> it.name().equals("PGSSLMODE") && it.value().equals("require"));
  }

  private static String[] guards() {
    var values = new ArrayList<String>();
    values.add("GuardImage=" + DIGEST);
    values.add("GuardRepository=lifeboat");
    values.add("GuardCluster=guards");
    values.add("GuardDatabaseDatabase=shop");
    REGIONS.forEach((role, region) -> {
      var stack = "guards-" + role;
      values.add(stack + ".GuardSubnets=subnet-0a,subnet-0b");
      values.add(stack + ".GuardSecurityGroups=sg-0a");
      values.add(stack + ".GuardHostDatabase=db." + region);
    });
    return values.toArray(String[]::new);
  }

  private static Object[] with(List<Object> words, String... values) {
    var all = new ArrayList<Object>(words);
    for (var value : values) {
      all.addAll(List.of("--set", value));
    }
    return all.toArray();
  }

  private List<Object> words(TestBed bed, Path plan) throws Exception {
    var all = new ArrayList<Object>(List.of("provision", plan, "--confirm", "dr-lab", "--json"));
    all.addAll(ProvisionValues.ofWarmStandby(bed));
    return all;
  }
}
