package dev.lifeboat.aws.provider;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Routine;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
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
            whole.needs(),
            whole.strategy(),
            Map.of("app-data", whole.resource(Bucket.class, "app-data")),
            whole.verify(),
            whole.failover(),
            whole.failback(),
            whole.backup(),
            Routine.NONE);

    assertThat(new AwsKind().templates(plan, whole))
        .isEqualTo(
            Map.of(
                new Fault.Crashed("web", "primary"), "EXT1",
                new Fault.ZoneLost("database", "primary"), "EXT2",
                new Fault.RegionLost("primary"), "EXT1a2b3c4d5e6f7"));
    assertThat(new AwsKind().templates(plan, bare))
        .containsOnlyKeys(new Fault.RegionLost("primary"));
  }

  /// Tasks take nothing from a promotion there, and who is told that users are served may rely on
  /// full capacity.
  @Test
  void capacity_grows_beside_the_promotion_and_the_owner_is_told_once_it_is_there()
      throws Exception {
    var plan =
        AwsKeys.reader()
            .read(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"))
            .orThrow();
    var steps =
        new AwsKind()
                .compiler()
                .compile(plan, plan.workload("dr-lab"), Mode.FAILOVER, plan.primary().name())
                .steps()
                .stream()
                .collect(toMap(it -> it.id().value(), Step::after));
    var fences =
        List.of(
            new StepId("fence-entry"), new StepId("fence-database"), new StepId("fence-app-data"));

    assertThat(steps)
        .containsEntry("run-web", fences)
        .containsEntry("promote-database", fences)
        .containsEntry("tell-owner", List.of(new StepId("verify-1"), new StepId("run-web")));
  }

  /// By the API nobody tells when a replica has everything, so that users are kept out for nothing.
  @Test
  @Tag("invariant-21")
  void where_the_api_fences_alone_no_planned_move_has_a_runbook() throws Exception {
    var file = Path.of("..", "examples", "dr-lab-warm-standby", "without-guard.yaml");
    var plan = AwsKeys.reader().read(file).orThrow();
    var workload = plan.workloads().values().iterator().next();
    var compiler = new AwsKind().compiler();
    for (var mode : Mode.values()) {
      var source = mode == Mode.SWITCHOVER ? plan.primary() : plan.recovery();
      if (mode == Mode.FAILOVER || mode == Mode.REPROTECT) {
        assertThat(compiler.compile(plan, workload, mode, source.name()).steps()).isNotEmpty();
      } else {
        assertThatThrownBy(() -> compiler.compile(plan, workload, mode, source.name()))
            .isInstanceOfSatisfying(
                ProblemException.class,
                it -> assertThat(it.problem().code()).isEqualTo(Code.LB2016))
            .hasMessageContaining("by 'fence: api' nobody tells when the replica of");
      }
    }
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
        "controller-crash",
        "data-corruption",
        "ransomware"
      })
  void what_only_a_lab_can_do_is_refused_by_name(String word) throws Exception {
    var scenario = Scenarios.named(word);
    assertThatThrownBy(() -> scenario.requireHeldOn(new AwsKind()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'%s' cannot be held in regions of 'aws'", scenario.word());
  }
}
