package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsKindTest {
  @Test
  void a_zone_can_be_lost_there() {
    assertThat(Scenarios.heldOn(new AwsKind())).contains(Scenarios.ZONE_LOSS, Scenarios.SWITCHOVER);
  }

  @Test
  void a_template_is_for_what_its_scenario_breaks_in_the_workload_at_home_and_no_more()
      throws Exception {
    var text =
        Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"))
            .replace("{ region-loss:", "{ service-loss: EXT1, zone-loss: EXT2, region-loss:");
    var plan = AwsKeys.reader().read("plan", text).orThrow();
    var whole = plan.workload("dr-lab");
    var bare =
        new Workload(
            whole.name(),
            whole.owner(),
            whole.criticality(),
            whole.objectives(),
            whole.impact(),
            whole.dependsOn(),
            whole.strategy(),
            Map.of("app-data", whole.resource(Bucket.class, "app-data")),
            whole.verify(),
            whole.failover(),
            whole.failback(),
            whole.backup());

    assertThat(new AwsKind().templates(plan, whole))
        .isEqualTo(
            Map.of(
                new Fault.Crashed("web", "primary"), "EXT1",
                new Fault.ZoneLost("database", "primary"), "EXT2",
                new Fault.RegionLost("primary"), "EXT1a2b3c4d5e6f7"));
    assertThat(new AwsKind().templates(plan, bare))
        .containsOnlyKeys(new Fault.RegionLost("primary"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "front-door-loss",
        "bucket-loss",
        "controller-partition",
        "replication-stall",
        "flapping",
        "double-fault",
        "controller-crash"
      })
  void what_only_a_lab_can_do_is_refused_by_name(String word) throws Exception {
    var scenario = Scenarios.named(word);
    assertThatThrownBy(() -> scenario.requireHeldOn(new AwsKind()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'%s' cannot be held in regions of 'aws'", scenario.word());
  }
}
