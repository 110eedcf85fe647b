package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of the warm standby's constructs names each, and the stacks that have it.
class LabConstructsTest {
  private static final Path LAB = Checkout.ROOT.resolve("examples/dr-lab-warm-standby");
  private static final Path SOURCES = LAB.resolve("cdk/src/main/java/drlab");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[(\\w+)]\\(([^)]+)\\) \\| ([^|]+) \\|");
  private static final Pattern SEEDS_FILE = Pattern.compile("\\| `(\\w+)\\.py` \\|");
  private static final Pattern STACK = Pattern.compile("`(\\w+Stack)`");

  @Test
  void each_construct_has_its_row() throws Exception {
    var constructs = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(SOURCES, "*.java")) {
      for (var file : files) {
        if (Files.readString(file).contains(" extends Construct {")) {
          constructs.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }

    assertThat(rows())
        .allSatisfy(it -> assertThat(LAB.resolve(it.group(2))).isRegularFile())
        .extracting(it -> it.group(1))
        .containsExactlyInAnyOrderElementsOf(constructs)
        .hasSizeGreaterThan(10);
  }

  /// Seed 000, "Project Structure".
  @Test
  void each_construct_of_the_seed_is_one_of_them() throws Exception {
    var page = Files.readString(LAB.resolve("constructs.md"));

    assertThat(SEEDS_FILE.matcher(page).results().map(it -> it.group(1)))
        .containsExactlyInAnyOrder(
            "backup_plan",
            "deployment_automation",
            "ecs_service_alb",
            "kms_multi_region_key",
            "rds_with_replica",
            "recovery_parameters",
            "s3_replication_pair",
            "template_storage",
            // A stack there.
            "primary_network");
  }

  /// A stack has the construct if its class makes it, or the program that makes the stack does.
  @Test
  void each_stack_that_a_row_names_makes_the_construct() throws Exception {
    for (var row : rows()) {
      var made = Pattern.compile("\\b(new )?%s(\\.\\w+)?\\(".formatted(row.group(1)));
      var stacks = STACK.matcher(row.group(3)).results().map(it -> it.group(1)).toList();
      assertThat(stacks).as(row.group()).isNotEmpty();
      for (var stack : stacks) {
        assertThat(maker(stack)).as("%s in %s", row.group(1), stack).containsPattern(made);
      }
    }
  }

  /// Networks and services of both regions are made by one class each.
  private static String maker(String stack) throws Exception {
    var own = SOURCES.resolve(stack + ".java");
    var shared = SOURCES.resolve(stack.replaceAll("^(Primary|Secondary)", "") + ".java");
    var programs =
        Files.readString(SOURCES.resolve("DrLab.java"))
            + Files.readString(SOURCES.resolve("BackupLab.java"));
    if (Files.exists(own)) {
      assertThat(programs).contains("new " + stack + "(");
      return Files.readString(own);
    }
    assertThat(programs).contains("\"%s\"".formatted(stack));
    return Files.readString(shared) + programs;
  }

  private static List<MatchResult> rows() throws Exception {
    return ROW.matcher(Files.readString(LAB.resolve("constructs.md"))).results().toList();
  }
}
