package dev.lifeboat.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How users of a name come home on AWS.
class WayHomeOnAwsTest {
  @TempDir Path folder;

  /// Steps of the way home from the recovery region, in order.
  private List<String> steps(String replace, String by) throws IOException, ProblemException {
    var example = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    var file = folder.resolve("lifeboat.yaml");
    Files.writeString(file, Files.readString(example).replace(replace, by));
    var plan = PlanReader.read(file).orThrow();
    var runbook =
        new RunbookCompiler()
            .compile(plan, plan.workload("dr-lab"), Mode.FAILBACK, plan.recovery().name());
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
}
