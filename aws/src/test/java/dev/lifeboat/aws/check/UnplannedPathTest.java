package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookCompiler;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A failover needs nothing of the region that is left, and a switchover shows that it would be
/// seen.
final class UnplannedPathTest {

  @ParameterizedTest
  @ValueSource(strings = {"dr-lab-warm-standby", "lamp-pilot-light"})
  void no_failover_needs_what_is_left(String example) throws Exception {
    assertThat(UnplannedPath.findings(runbook(example, Mode.FAILOVER))).isEmpty();
    assertThat(UnplannedPath.findings(runbook(example, Mode.SWITCHOVER))).isNotEmpty();
  }

  private static Runbook runbook(String example, Mode mode) throws Exception {
    var plan =
        PlanReader.read(Path.of("../examples/%s/lifeboat.yaml".formatted(example))).orThrow();
    var workload = plan.workloads().values().iterator().next();
    return new RunbookCompiler().compile(plan, workload, mode, plan.primary().name());
  }
}
