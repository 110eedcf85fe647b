package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.Invocation;
import dev.lifeboat.files.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Issue 24, part 1, for the keys of AWS: each has an effect.
///
/// Method: as [KeyEffectTest], and what commands tell without an account: templates, policies and
/// state machines beside runbooks and checks.
class AwsKeyEffectTest {
  /// No key of AWS: it is tried to see that what is compared is no copy of the plan.
  private static final String OF_DRILLS = "canary.rate";

  /// What a guard keeps to, a check asks the account, and a look or a drill asks users' way.
  private static final List<String> SHOWN_BY_RUNS =
      List.of(
          "aws.lease",
          "bucket-on-aws.replicationTimeControl",
          OF_DRILLS,
          "database-on-aws.logins",
          "traffic-on-aws.nameServers",
          "traffic-on-aws.tells",
          "watch-on-aws.probe");

  private static final List<String> WORDS =
      List.of("recovery", "all", "arbiter", "api", "guard", "7s", "10s", "EXT9");

  /// Hashes, folders of S3 that bear one, and the whole plan in a guard's task, in base 64, differ
  /// with every letter.
  private static final Pattern HASH =
      Pattern.compile("[0-9a-f]{64}|every-key/[0-9a-f]{12}/|[A-Za-z0-9+/=]{1000,}");

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void a_changed_value_changes_what_is_told() throws Exception {
    var plan = plan();
    assertThat(documents(plan)).as("the same plan again").isEqualTo(documents(plan));

    var untold =
        new ChangedPlans(AwsKeys.reader(), WORDS, this::documents)
            .untold(plan, key -> isOfAws(key) || key.equals(OF_DRILLS));

    assertThat(untold).containsExactlyElementsOf(SHOWN_BY_RUNS);
  }

  @Test
  void the_plan_has_every_key() throws Exception {
    var all = new TreeSet<String>();
    PlanSchema.mappings()
        .forEach((name, mapping) ->
            PlanSchema.keys(mapping).stream()
                .map(key -> name + "." + key)
                .filter(AwsKeyEffectTest::isOfAws)
                .forEach(all::add));

    var has = new TreeSet<>(ChangedPlans.places(plan()).values());
    has.removeIf(key -> !isOfAws(key));

    assertThat(has).isEqualTo(all);
  }

  private static boolean isOfAws(String key) {
    return key.contains("aws.") || key.startsWith("experiments.");
  }

  private static JsonNode plan() throws Exception {
    return PlanSchema.parsed(
        Files.readString(Path.of("src/test/resources/dev/lifeboat/plan/every-key-of-aws.yaml")));
  }

  private String documents(JsonNode plan) throws Exception {
    var file = folder.resolve("plan.yaml");
    Files.writeString(file, plan.toString());
    var all = new StringBuilder();
    told(all, "check", file, "--plan-only");
    told(all, "iac", file);
    for (var use : List.of("check", "execute", "watch", "drill", "guard", "failover")) {
      told(all, "iam-policy", file, "--for", use);
    }
    for (var workload : List.of("shop", "mail")) {
      told(all, "runbook", file, "--workload", workload, "--format", "md");
      told(all, "runbook", file, "--workload", workload, "--format", "asl");
    }
    var templates = folder.resolve("templates");
    told(all, "provision", file, "--emit", templates);
    if (Files.exists(templates)) {
      try (var files = Files.walk(templates)) {
        for (var it : files.filter(Files::isRegularFile).sorted().toList()) {
          all.append(templates.relativize(it)).append(Files.readString(it));
        }
      }
      FileTree.delete(templates);
    }
    return HASH.matcher(all).replaceAll("");
  }

  private void told(StringBuilder all, Object... words) throws Exception {
    var command = new ArrayList<Object>(List.of(words));
    command.add("--state");
    command.add(Files.createDirectories(folder.resolve("state")));
    var told = Invocation.of(command.toArray());
    all.append(words[0]).append(told.exitCode()).append(told.out());
  }
}
