package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is refused before a drill that real users would notice has broken anything.
final class DrillRulesTest {
  private static final Path EXAMPLE =
      Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");

  @Test
  void a_canary_whose_rows_nobody_could_count_is_not_started() throws IOException {
    var rules = rules("engine: postgresql");
    var database = rules.plan().canary().rows(rules.drilled()).orElseThrow().database();

    assertThatCode(() -> rules.requireLogin(Set.of(database))).doesNotThrowAnyException();
    assertRefused(() -> rules.requireLogin(Set.of()), Code.LB1009, "PGDATABASE or PGUSER is not");
    assertRefused(
        () -> rules("engine: mariadb").requireLogin(Set.of()),
        Code.LB1009,
        "nobody could count the canary's rows: MYSQL_USER is not set");
  }

  @Test
  void a_scenario_needs_a_template_that_the_plan_names_and_a_switchover_none() throws IOException {
    var switchover = rules("engine: postgresql");
    var plan = switchover.plan();
    var none = plan(", experiments: { region-loss: EXT1a2b3c4d5e6f7 }", "");

    assertThatCode(switchover::require).doesNotThrowAnyException();
    assertThatCode(rules(none, Scenarios.SWITCHOVER)::require).doesNotThrowAnyException();
    assertThatCode(rules(plan, Scenarios.REGION_LOSS)::require).doesNotThrowAnyException();
    assertRefused(
        rules(plan, Scenarios.REGION_HANG)::require,
        Code.LB1003,
        "names no experiment for 'region-hang'");
    assertRefused(
        rules(none, Scenarios.REGION_LOSS)::require,
        Code.LB1003,
        "names no experiment for 'region-loss'");
  }

  @Test
  void whoever_confirms_is_told_what_breaks() throws IOException {
    var rules = rules("engine: postgresql");

    assertThat(rules.breaks()).isEqualTo("switchover moves the writer");
    assertThat(rules.costs().orElseThrow()).contains("copies the database", "leaves 2 instances");
    assertThat(new DrillRules(rules.plan(), rules.drilled(), Scenarios.ZONE_LOSS).costs())
        .isEmpty();
  }

  private static void assertRefused(ThrowingCallable asked, Code code, String why) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().code()).isEqualTo(code))
        .hasMessageContaining(why);
  }

  private static DrillRules rules(String engine) throws IOException {
    return rules(plan("engine: postgresql", engine), Scenarios.SWITCHOVER);
  }

  private static Plan plan(String what, String by) throws IOException {
    var text = Files.readString(EXAMPLE).replace(what, by);
    return ((PlanResult.Valid) AwsKeys.reader().read("plan", text)).plan();
  }

  private static DrillRules rules(Plan plan, Scenario scenario) {
    return new DrillRules(
        plan, plan.workloads().values().stream().findFirst().orElseThrow(), scenario);
  }
}
