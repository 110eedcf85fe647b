package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.CommandLineProcess.Ended;
import dev.lifeboat.awstestbed.ProvisionValues;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import tools.jackson.databind.JsonNode;

/// `provision` and `unprovision` in an account: killed in the middle and typed again, typed once
/// more, and taken back.
///
/// Goal: the commands do with the SDK and CloudFormation what their core does in memory. Method:
/// the example's three regions, with stacks as `simulated_cloudformation.py` has them.
@Order(1)
@Timeout(900)
@ExtendWith(TestBed.InTests.class)
final class ProvisionedAccountTest {
  private static final String PLAN = "examples/dr-lab-warm-standby/lifeboat.yaml";
  private static final String FIRST = "lifeboat-dr-lab-arbiter";
  private static final List<String> REGIONS = List.of("eu-west-1", "us-west-2", "ap-southeast-2");

  private final TestBed bed;

  @TempDir Path folder;

  ProvisionedAccountTest(TestBed bed) {
    this.bed = bed;
  }

  @Test
  void killed_resumed_repeated_and_taken_back() throws Exception {
    var lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
    // The names of buckets are everybody's.
    var plan =
        Files.writeString(
            folder.resolve("lifeboat.yaml"),
            Files.readString(AwsTerminal.file(PLAN))
                .replace("dr-lab-routes", "dr-account-routes")
                .replace("dr-lab-app-data", "dr-account-app-data"));
    var first = words("provision", plan);
    // Another plan, whose template of the recovery region is longer than a call takes.
    Object[] other = {
      "provision",
      AwsTerminal.file("examples/saas-tiers/lifeboat.yaml"),
      "--set",
      "Email=ada@example.com",
      "--set",
      "Operators=arn:aws:iam::123456789012:role/ada",
      "--plan-only",
      "--json"
    };
    var before = lifeboat.run(other);
    assertThat(before.exitCode()).as("%s", before).isEqualTo(3);

    var killed = lifeboat.begin(first);
    while (!killed.said().contains(FIRST + " done")) {
      assertThat(killed.process().waitFor(100, TimeUnit.MILLISECONDS))
          .as("it ended before the first stack was done: %s", killed.said())
          .isFalse();
    }
    killed.kill();
    assertThat(stacks()).containsKey(FIRST).doesNotContainKey("lifeboat-dr-lab-functions");

    var resumed = lifeboat.run(first);
    assertNotReady(resumed);
    assertThat(outlooks(resumed)).containsEntry(FIRST, "same").containsValue("new");
    assertThat(stacks().values()).hasSize(5).allMatch(it -> it.endsWith("_COMPLETE"));

    var looked = lifeboat.run("provision", plan, "--plan-only", "--json");
    assertThat(looked.exitCode()).as("%s", looked).isZero();
    assertThat(outlooks(looked)).hasSize(5).allSatisfy((_, it) -> assertThat(it).isEqualTo("same"));

    var clash = lifeboat.run(other);
    assertThat(clash.exitCode()).as("%s", clash).isEqualTo(4);
    assertThat(clash.out())
        .contains("AWS::DynamoDB::Table lifeboat-votes, in stack lifeboat-dr-lab-recovery");

    var listed = lifeboat.run("unprovision", plan, "--confirm", "dr-lab", "--json");
    assertThat(listed.exitCode()).as("%s", listed).isZero();
    assertThat(stacks()).isEmpty();
    assertThat(listed.json().path("parts").valueStream().map(it -> it.path("name").asString()))
        .as("what is in no stack")
        .contains("/lifeboat/dr-lab/provision/lock")
        .anyMatch(it -> it.startsWith("lifeboat-templates-"));
    assertThat(tables()).containsExactlyInAnyOrderElementsOf(kept(listed));
  }

  /// There is no database and no bucket.
  private static void assertNotReady(Ended resumed) {
    assertThat(resumed.exitCode()).as("%s", resumed).isEqualTo(ExitCode.NOT_READY);
    assertThat(resumed.json().path("outcome").asString()).isEqualTo("applied");
    assertThat(resumed.json().path("adopted").isEmpty()).as("there is no database").isTrue();
    assertThat(resumed.json().path("left").valueStream().map(JsonNode::asString))
        .as("nor a bucket")
        .anyMatch(it -> it.contains("is no writer in primary"))
        .anyMatch(it -> it.contains("there is no 'dr-account-app-data-primary'"));
    assertThat(resumed.json().at("/check/readiness").asString()).isEqualTo("not-ready");
  }

  private Object[] words(String command, Path plan) throws Exception {
    var all = new ArrayList<Object>(List.of(command, plan, "--confirm", "dr-lab", "--json"));
    all.addAll(ProvisionValues.ofWarmStandby(bed));
    return all.toArray();
  }

  private Map<String, String> stacks() {
    var found = new TreeMap<String, String>();
    for (var region : REGIONS) {
      bed.patient(CloudFormationClient.builder(), region)
          .describeStacks()
          .stacks()
          .forEach(it -> {
            assertThat(it.tags())
                .contains(Tag.builder().key("lifeboat:plan").value("dr-lab").build());
            found.put(it.stackName(), it.stackStatusAsString());
          });
    }
    return found;
  }

  private List<String> tables() {
    return REGIONS.stream()
        .flatMap(region ->
            bed.clients().client(AwsApi.dynamo(), region).listTables().tableNames().stream()
                .map(it -> region + " " + it))
        .toList();
  }

  private static List<String> kept(Ended listed) {
    return listed
        .json()
        .path("parts")
        .valueStream()
        .filter(it -> it.path("type").asString().equals("AWS::DynamoDB::Table"))
        .filter(it -> it.path("kept").asBoolean())
        .map(it -> it.path("awsRegion").asString() + " " + it.path("name").asString())
        .toList();
  }

  private static Map<String, String> outlooks(Ended ended) {
    var found = new TreeMap<String, String>();
    ended
        .json()
        .path("stacks")
        .valueStream()
        .forEach(
            (JsonNode it) -> found.put(it.path("stack").asString(), it.path("outlook").asString()));
    return found;
  }
}
