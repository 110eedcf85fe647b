package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How users of a name come home on AWS.
class WayHomeOnAwsTest {
  @TempDir Path folder;

  private static String example(String name) throws IOException {
    return Files.readString(Path.of("..", "examples", name, "lifeboat.yaml"));
  }

  /// Steps of the way home from the recovery region, in order.
  private List<String> steps(String replace, String by) throws IOException, ProblemException {
    return steps(example("dr-lab-warm-standby").replace(replace, by), Mode.FAILBACK);
  }

  private List<String> steps(String yaml, Mode mode) throws IOException, ProblemException {
    var file = folder.resolve("lifeboat.yaml");
    Files.writeString(file, yaml);
    var plan = AwsKeys.reader().read(file).orThrow();
    var source = mode == Mode.FAILBACK ? plan.recovery() : plan.primary();
    var runbook =
        new AwsKind()
            .compiler()
            .compile(plan, plan.workloads().values().iterator().next(), mode, source.name());
    return runbook.byId().keySet().stream().map(StepId::value).toList();
  }

  @Test
  void a_name_is_not_closed_while_users_come_share_by_share() throws Exception {
    assertThat(steps("", ""))
        .doesNotContain("fence-entry")
        .containsSubsequence(
            "bind-web",
            "fence-database",
            "promote-database",
            "shift-5-entry",
            "shift-25-entry",
            "shift-50-entry",
            "shift-100-entry",
            "route-entry",
            "unbind-web");
  }

  @Test
  void without_records_for_shares_everybody_comes_at_once() throws Exception {
    assertThat(steps("          shares: true\n", ""))
        .contains("fence-entry", "route-entry")
        .noneMatch(step -> step.startsWith("shift-"));
  }

  /// Nothing closes it without its control plane.
  @ParameterizedTest
  @EnumSource(names = "REPROTECT", mode = EnumSource.Mode.EXCLUDE)
  void an_accelerator_is_not_closed_whichever_way(Mode mode) throws Exception {
    assertThat(steps(example("lamp-pilot-light"), mode))
        .doesNotContain("fence-entry", "keep-away-entry")
        .containsSubsequence("fence-database", "promote-database", "ready-web", "route-entry");
  }

  @Test
  void an_accelerator_leads_nobody_home_before_the_first_share() throws Exception {
    var byName = example("dr-lab-warm-standby");
    var led = byName.substring(byName.indexOf("        mode: dns"), byName.indexOf("    verify:"));
    var byAccelerator =
        """
                mode: accelerator
                aws: { name: app.example.com, endpointGroup: { primary: p, secondary: s }, \
        tells: "https://app.example.com/region", shares: true }
        """;
    assertThat(steps(byName.replace(led, byAccelerator), Mode.FAILBACK))
        .containsSubsequence(
            "keep-away-entry",
            "fence-database",
            "promote-database",
            "shift-5-entry",
            "shift-100-entry",
            "route-entry");
  }
}
