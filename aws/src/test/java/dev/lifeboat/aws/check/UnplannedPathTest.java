package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A failover needs nothing of the old region, and a switchover shows that it would be seen.
final class UnplannedPathTest {

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  void no_failover_needs_what_is_left(String example) throws Exception {
    assertThat(UnplannedPath.findings(runbook(example, Mode.FAILOVER), Set.of())).isEmpty();
    assertThat(UnplannedPath.findings(runbook(example, Mode.SWITCHOVER), Set.of())).isNotEmpty();
  }

  @Test
  void a_fence_that_no_vote_proves_needs_what_is_left() throws Exception {
    var runbook = runbook("dr-lab-warm-standby", Mode.FAILOVER);
    assertThat(UnplannedPath.findings(runbook, Set.of("database")))
        .singleElement()
        .satisfies(found ->
            assertThat(found.problem().orElseThrow().action())
                .contains("give the workload a database"));
  }

  private static Runbook runbook(String example, Mode mode) throws Exception {
    var plan =
        AwsKeys.reader().read(Path.of("../examples/%s/lifeboat.yaml".formatted(example))).orThrow();
    var workload = plan.workloads().values().iterator().next();
    return new AwsKind().compiler().compile(plan, workload, mode, plan.primary().name());
  }
}
