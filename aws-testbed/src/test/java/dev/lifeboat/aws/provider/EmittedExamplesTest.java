package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.StackThings;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The examples that nobody fails over on the bed: what `provision` writes for them is applied,
/// each thing of each template is described, and all is taken away.
@Order(2)
@Timeout(900)
@ExtendWith(TestBed.InTests.class)
final class EmittedExamplesTest {
  @TempDir Path folder;

  @Test
  void the_smallest_is_applied_described_and_removed(TestBed.Accounts accounts) throws Exception {
    applyAndRemove("dr-lab-backup-restore", "dr-backup-lab", 4, accounts);
  }

  @ParameterizedTest
  @Tag("proof")
  @CsvSource({"ecommerce-warm-standby, ecommerce, 5", "saas-tiers, saas-tiers, 7"})
  void the_others_are_applied_described_and_removed(
      String example, String name, int stacks, TestBed.Accounts accounts) throws Exception {
    applyAndRemove(example, name, stacks, accounts);
  }

  private void applyAndRemove(String example, String name, int stacks, TestBed.Accounts accounts)
      throws Exception {
    try (var bed = accounts.open()) {
      var lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
      var plan = AwsTerminal.file("examples/%s/lifeboat.yaml".formatted(example));
      var emitted = folder.resolve("emitted");
      var told = lifeboat.run("provision", plan, "--emit", emitted);
      assertThat(told.exitCode()).as("%s", told).isZero();
      var index = read(emitted.resolve("index.json"));

      var applied = lifeboat.run(words(bed, plan, name, index));

      assertThat(applied.exitCode()).as("%s", applied).isEqualTo(ExitCode.NOT_READY);
      assertThat(applied.json().path("outcome").asString()).isEqualTo("applied");
      var deployed = deployed(index);
      assertThat(deployed).hasSize(stacks);
      var things =
          StackThings.of(
              bed,
              folder,
              deployed.entrySet().stream()
                  .map(it -> it.getValue().path("awsRegion").asString() + ":" + it.getKey())
                  .toList());
      for (var stack : deployed.entrySet()) {
        assertMade(bed, stack.getKey(), stack.getValue(), emitted);
        assertThat(things.of(stack.getKey()))
            .as(stack.getKey())
            .containsAll(wanted(stack.getValue(), emitted));
      }

      var removed = lifeboat.run("unprovision", plan, "--confirm", name, "--json");

      assertThat(removed.exitCode()).as("%s", removed).isZero();
      for (var step : deployed.values()) {
        var region = step.path("awsRegion").asString();
        assertThat(bed.patient(CloudFormationClient.builder(), region).describeStacks().stacks())
            .isEmpty();
      }
    }
  }

  private static JsonNode read(Path file) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  /// The steps that make a stack without being asked for, the last of each.
  private static Map<String, JsonNode> deployed(JsonNode index) {
    var steps = new TreeMap<String, JsonNode>();
    index
        .path("steps")
        .valueStream()
        .filter(it -> it.path("act").asString().equals("deploy"))
        .filter(it -> !it.path("optional").asBoolean(false))
        .forEach(it -> steps.put(it.path("stack").asString(), it));
    return steps;
  }

  /// Logical names of a stack. Nobody measures in these plans, which is a condition.
  private static List<String> wanted(JsonNode step, Path emitted) throws Exception {
    var template =
        read(emitted.resolve(step.path("folder").asString()).resolve("stack.template.json"));
    var wanted =
        template.path("Resources").properties().stream()
            .filter(it -> !it.getValue().path("Condition").asString("").startsWith("Measured"))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(wanted).isNotEmpty();
    return wanted;
  }

  /// Each thing by its logical name, with a name of the account's own.
  private static void assertMade(TestBed bed, String stack, JsonNode step, Path emitted)
      throws Exception {
    var client = bed.patient(CloudFormationClient.builder(), step.path("awsRegion").asString());
    var made = new ArrayList<String>();
    for (var thing :
        client.listStackResourcesPaginator(it -> it.stackName(stack)).stackResourceSummaries()) {
      assertDescribed(bed, thing, step.path("awsRegion").asString());
      made.add(thing.logicalResourceId());
    }
    assertThat(made).as(stack).containsAll(wanted(step, emitted));
  }

  private static void assertDescribed(TestBed bed, StackResourceSummary thing, String region) {
    var id = thing.physicalResourceId();
    assertThat(thing.resourceStatusAsString()).as("%s", thing).endsWith("_COMPLETE");
    assertThat(id).as("%s", thing).isNotBlank();
    switch (thing.resourceType()) {
      case "AWS::DynamoDB::Table" ->
          assertThat(
                  bed.clients()
                      .client(AwsApi.dynamo(), region)
                      .describeTable(it -> it.tableName(id))
                      .table()
                      .deletionProtectionEnabled())
              .isTrue();
      case "AWS::S3::Bucket" ->
          assertThat(
                  bed.clients()
                      .client(AwsApi.s3(), region)
                      .getBucketVersioning(it -> it.bucket(id))
                      .statusAsString())
              .isEqualTo("Enabled");
      case "AWS::KMS::Key" ->
          assertThat(
                  bed.clients()
                      .client(AwsApi.kms(), region)
                      .describeKey(it -> it.keyId(id))
                      .keyMetadata()
                      .enabled())
              .isTrue();
      case "AWS::Route53::HealthCheck" ->
          assertThat(
                  bed.clients()
                      .client(AwsApi.route53(), AwsClients.GLOBAL)
                      .getHealthCheck(it -> it.healthCheckId(id))
                      .healthCheck()
                      .id())
              .isEqualTo(id);
      default -> {}
    }
  }

  /// With what no plan says: a zone for each name, and load balancers that nobody asks.
  private Object[] words(TestBed bed, Path plan, String name, JsonNode index) throws Exception {
    var zone =
        bed.clients()
            .client(AwsApi.route53(), AwsClients.GLOBAL)
            .createHostedZone(it -> it.name("example.com").callerReference(name))
            .hostedZone()
            .id()
            .replaceFirst(".*/", "");
    var all = new ArrayList<Object>(List.of("provision", plan, "--confirm", name, "--json"));
    all.addAll(List.of("--set", "Email=ada@example.com"));
    all.addAll(List.of("--set", "Operators=arn:aws:iam::123456789012:role/ada"));
    for (var step : deployed(index).values()) {
      var stack = step.path("folder").asString();
      if (stack.startsWith("name-")) {
        for (var value :
            List.of(
                "HostedZone=" + zone,
                "PrimaryBalancer=primary.elb.example.com",
                "PrimaryBalancerZone=Z1",
                "RecoveryBalancer=recovery.elb.example.com",
                "RecoveryBalancerZone=Z2")) {
          all.addAll(List.of("--set", stack + "." + value));
        }
      }
    }
    return all.toArray();
  }
}
