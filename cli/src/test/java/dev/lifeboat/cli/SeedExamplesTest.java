package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Goal: the examples of the seeds are plans that Lifeboat takes, with the seeds' own objectives,
/// which the plans meet on paper and their labs in drills.
class SeedExamplesTest {
  private static final String SEED_GAP = "backup-and-restore, which has no runbook yet";
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final int REPETITIONS = 5;

  /// What a page calls what the stacks of `provision` make.
  private static final Map<String, String> SAID =
      Map.of(
          "AWS::DynamoDB::Table", "tables",
          "AWS::KMS::Key", "KMS key",
          "AWS::S3::Bucket", "buckets",
          "AWS::CloudTrail::Trail", "CloudTrail",
          "AWS::CloudWatch::Dashboard", "dashboard",
          "AWS::Logs::QueryDefinition", "saved queries",
          "AWS::Budgets::Budget", "budget",
          "AWS::Lambda::Function", "functions",
          "AWS::StepFunctions::StateMachine", "machine",
          "AWS::SNS::Topic", "topics");

  @TempDir private Path folder;

  /// Seed 000, its `cdk.json`; seed 001, "Target Metrics"; seed 004, "E-commerce Application DR
  /// Plan"; seed 002, "Recovery Objectives by Client Tier".
  @ParameterizedTest
  @CsvSource({
    "dr-lab-backup-restore/lifeboat.yaml, backup-lab, backup-and-restore, 240, 240",
    "dr-lab-warm-standby/lifeboat.yaml, dr-lab, warm-standby, 30, 5",
    "lamp-pilot-light/lifeboat.yaml, lamp, pilot-light, 60, 15",
    "ecommerce-warm-standby/lifeboat.yaml, shop, warm-standby, 15, 5",
    "ecommerce-warm-standby/lab.yaml, shop, warm-standby, 15, 5",
    "saas-tiers/lifeboat.yaml, acme, warm-standby, 15, 5",
    "saas-tiers/lifeboat.yaml, globex, warm-standby, 60, 15",
    "saas-tiers/lifeboat.yaml, initech, pilot-light, 240, 60",
    "saas-tiers/lab.yaml, acme, warm-standby, 15, 5",
    "saas-tiers/lab.yaml, globex, warm-standby, 60, 15",
    "saas-tiers/lab.yaml, initech, pilot-light, 240, 60"
  })
  void the_objectives_of_the_seed_are_met_on_paper(
      String plan, String workload, String strategy, int rtoMinutes, int rpoMinutes) {
    var file = EXAMPLES.resolve(plan);

    var row = row(file, workload);

    assertThat(row.path("planned").asString()).isEqualTo(strategy);
    assertMet(row.path("rto"), rtoMinutes);
    assertMet(row.path("rpo"), rpoMinutes);
  }

  /// A page that says what a recovery costs says what `assess` does.
  @ParameterizedTest
  @CsvSource({
    "dr-lab-backup-restore, backup-lab",
    "dr-lab-warm-standby, dr-lab",
    "ecommerce-warm-standby, shop",
    "lamp-pilot-light, lamp",
    "saas-tiers, acme",
    "saas-tiers, globex",
    "saas-tiers, initech"
  })
  void the_page_of_an_example_has_its_cost(String example, String workload) throws Exception {
    var cost =
        row(EXAMPLES.resolve(example).resolve("lifeboat.yaml"), workload).path("monthlyCost");

    var page = EXAMPLES.resolve(example).resolve("README.md");
    assertThat(page)
        .content()
        .contains(
            "## What makes what",
            String.format(
                Locale.ROOT,
                "| `%s` | %.2f | %.2f |",
                workload,
                cost.path("amount").asDouble(),
                cost.path("forRecovery").asDouble()));
    assertThat(Files.readAllLines(page)).as("one screen").hasSizeLessThanOrEqualTo(50);
  }

  /// Goal: nobody takes the plan for one that a run recovers by.
  @Test
  void the_gap_of_backup_and_restore_is_told_by_check_and_by_its_page() {
    var example = EXAMPLES.resolve("dr-lab-backup-restore");

    var told = Invocation.of("check", example.resolve("lifeboat.yaml"), "--plan-only");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).startsWith("LB2006  ").contains(SEED_GAP);
    assertThat(example.resolve("README.md")).content().contains("`LB2006`", SEED_GAP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dr-lab-backup-restore",
        "dr-lab-warm-standby",
        "ecommerce-warm-standby",
        "lamp-pilot-light",
        "saas-tiers"
      })
  void its_stacks_are_written_and_its_page_says_what_they_add(String example) throws Exception {
    var written = folder.resolve("stacks");
    var told =
        Invocation.of(
            "provision", EXAMPLES.resolve(example).resolve("lifeboat.yaml"), "--emit", written);

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(written.resolve("index.json")).content().contains("AWS::RDS::DBInstance");
    var page = Files.readString(EXAMPLES.resolve(example).resolve("README.md"));
    var adds = page.substring(page.indexOf("- *`provision` adds*")).replaceAll("\\s+", " ");
    for (var stack : DurableFile.folders(written)) {
      var template = stack.resolve("stack.template.json");
      var text = Files.exists(template) ? Files.readString(template) : "";
      SAID.forEach((type, word) -> {
        if (text.contains("\"%s\"".formatted(type))) {
          assertThat(adds).as("%s of %s", type, stack).contains(word);
        }
      });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ecommerce-warm-standby, shop",
    "saas-tiers, acme",
    "saas-tiers, globex",
    "saas-tiers, initech"
  })
  @Tag("proof")
  @Timeout(1_800)
  void five_drills_of_five_pass(String example, String workload) throws Exception {
    // PostgreSQL's unprivileged user must reach it: JUnit's own temporary folders are private.
    var root = Files.createTempDirectory("lifeboat-seed-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    var plan = EXAMPLES.resolve(example).resolve("lab.yaml");
    try {
      for (int i = 0; i < REPETITIONS; i++) {
        var drilled =
            Invocation.of(
                "drill", plan, "--workload", workload, "--keep", "--json", "--state", root);
        assertThat(drilled.exitCode()).as("%s", drilled).isZero();
        assertThat(drilled.json().at("/outcome").asString()).isEqualTo("passed");
      }
    } finally {
      var _ = Invocation.of("lab", "down", plan, "--state", root);
      FileTree.delete(root);
    }
  }

  private static void assertMet(JsonNode objective, int minutes) {
    assertThat(objective.path("objectiveSeconds").asDouble()).isEqualTo(minutes * 60.0);
    assertThat(objective.path("estimateSeconds").asDouble(Double.NaN))
        .isBetween(0.0, minutes * 60.0);
  }

  private static JsonNode row(Path plan, String workload) {
    return Invocation.of("assess", plan, "--history", "none", "--json")
        .json()
        .path("workloads")
        .valueStream()
        .filter(it -> it.path("name").asString().equals(workload))
        .findFirst()
        .orElseThrow();
  }
}
