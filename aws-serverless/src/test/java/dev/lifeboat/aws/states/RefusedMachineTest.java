package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// State machines that are refused, and what is told of them.
class RefusedMachineTest {
  @Test
  void what_a_region_cannot_do_by_itself_is_refused_by_name() throws Exception {
    var plan = Examples.inReach("dr-lab-warm-standby");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Examples.machine(plan, false, Examples.BOTH))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB2006);
          assertThat(refused.problem().happened())
              .contains("complete-database", "route-entry", "verify-1");
        });
  }

  /// Its control plane is in one region for all the world, and no call of the recovery region shows
  /// where its users are led.
  @Test
  void users_of_an_accelerator_are_looked_for_by_the_function_alone() throws Exception {
    var plan = Examples.inReach("lamp-pilot-light");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Examples.machine(plan, false, Examples.BOTH))
        .satisfies(refused ->
            assertThat(refused.problem().happened())
                .contains("failover route-entry (entry routed to standby)")
                .contains("switchover route-entry (entry routed to standby)"));
    var states = Examples.states(Examples.machine(plan, true, Examples.BOTH));
    for (var mode : Examples.BOTH) {
      var look = states.get(mode.word() + " route-entry: look");
      assertThat(look.get("Resource").asString()).isEqualTo("arn:aws:states:::lambda:invoke");
    }
    assertThat(states.values())
        .noneMatch(state -> state.path("Resource").asString("").contains("globalaccelerator"));
  }

  /// Goal: the owner's limits of a group are given back, whoever moved the writer. What raises them
  /// keeps them first, in tags that a call of a machine would have to compute.
  @Test
  void a_groups_size_is_asked_for_by_the_function_alone() throws Exception {
    var states =
        Examples.states(Examples.machine(Examples.plan("lamp-pilot-light"), true, Examples.BOTH));

    for (var mode : Examples.BOTH) {
      var look = states.get(mode.word() + " run-web: look");
      assertThat(look.get("Resource").asString()).isEqualTo("arn:aws:states:::lambda:invoke");
    }
    assertThat(states.values())
        .noneMatch(state -> state.path("Resource").asString("").contains(":autoscaling:"));
  }

  /// No call of one region alone shows what a bucket holds, or refuses a write of it.
  @Test
  void a_bucket_is_the_functions_and_is_refused_by_name_without_it() throws Exception {
    var plan = Examples.inReach("dr-lab-warm-standby");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Examples.machine(plan, false, EnumSet.of(Mode.FAILOVER)))
        .satisfies(refused ->
            assertThat(refused.problem().happened()).contains("failover promote-app-data"));
    var states = Examples.states(Examples.machine(plan, true, Examples.BOTH));
    for (var step : List.of("fence-app-data", "complete-app-data", "promote-app-data")) {
      assertThat(states.get("switchover %s: look".formatted(step)).get("Resource").asString())
          .as(step)
          .contains(":lambda:");
    }
    assertThat(Examples.before(states, "switchover promote-app-data: ask for it 1")).isNotEmpty();
    assertThat(Examples.before(states, "switchover promote-app-data: look"))
        .as("the fence of the bucket is seen before")
        .contains("switchover promote-app-data: holds 1?");
  }

  /// It would be cut off each time, and the fence begun anew for ever.
  @Test
  void a_lease_that_its_function_cannot_wait_out_is_refused() throws Exception {
    var plan = Examples.edited("dr-lab-warm-standby", "lease: 6s", "lease: 55s");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Examples.machine(plan, true, Examples.BOTH))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB2009);
          assertThat(refused.problem().happened()).contains("a lease of 55 s");
        });
  }

  @Test
  void placements_that_the_machine_cannot_write_are_refused_without_functions() throws Exception {
    var plan = Examples.plan("dr-lab-warm-standby");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Examples.machine(plan, false, Examples.BOTH))
        .satisfies(
            refused -> assertThat(refused.problem().happened()).contains("are not in secondary"));
  }

  @Test
  void a_machine_with_too_long_a_history_is_refused_with_the_count() throws Exception {
    var many =
        IntStream.range(0, 6)
            .mapToObj(
                """
                      more%d:
                        type: database
                        aws: { dbInstance: more%<d, logins: [app] }
                """
                    ::formatted)
            .collect(Collectors.joining());
    var plan =
        Examples.edited("dr-lab-warm-standby", "    resources:\n", "    resources:\n" + many);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Examples.machine(plan, true, Examples.BOTH))
        .satisfies(refused ->
            assertThat(refused.problem().happened())
                .containsPattern("grow to \\d+ events; AWS ends an execution at 25000"));
  }

  /// An execution asked for as planned would keep users out and end.
  @Test
  void where_the_api_fences_alone_a_machine_knows_no_planned_move() throws Exception {
    var plan =
        Examples.edited(
            "lamp-pilot-light",
            "fenceGroup:",
            "fence: api\n          fenceGroup:",
            "          logins: [lamp]\n",
            "",
            ", on: users",
            "",
            "lease: 6s, ",
            "");
    var compiler =
        new StateMachineCompiler(
            plan, plan.workloads().values().iterator().next(), true, PollPace.STANDARD);

    assertThat(compiler.compile().definition()).contains("failover").doesNotContain("switchover");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> compiler.compile(Examples.BOTH))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB2016));
  }

  /// A shop of two tiers has more steps than the first pace has looks for.
  @Test
  void a_workload_of_two_tiers_is_looked_at_more_seldom_and_fits() throws Exception {
    var plan = Examples.plan("ecommerce-warm-standby");
    var machine =
        new StateMachineCompiler(plan, plan.workload("shop"), true, PollPace.STANDARD)
            .compile(Examples.BOTH);

    assertThat(machine.events()).isBetween(10_000, StateMachine.MOST_EVENTS);
    assertThat(machine.definition()).contains("run-web", "run-app");
  }
}
