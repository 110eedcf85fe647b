package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.provider.AwsKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// State machines: their form, their names, and the order that they keep.
class StateMachineCompilerTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern SDK = Pattern.compile("arn:aws:states:::aws-sdk:(\\w+):(\\w+)");
  private static final Pattern SELECTED = Pattern.compile("\\$\\.([A-Z].*)");
  private static final Pattern FILTER = Pattern.compile("\\[\\?\\([^)]*\\)]");
  private static final Pattern SEEN = Pattern.compile("\\$\\.seen\\.(.+)");

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  void every_transition_leads_to_a_state_of_the_same_branch_and_every_state_is_reached(String name)
      throws Exception {
    requireWhole(Examples.machine(Examples.plan(name), true, Examples.BOTH));
  }

  private static void requireWhole(JsonNode machine) {
    var states = machine.get("States");
    var reached = new HashSet<String>();
    var open = new ArrayList<String>(List.of(machine.get("StartAt").asString()));
    while (!open.isEmpty()) {
      var name = open.removeLast();
      if (!reached.add(name)) {
        continue;
      }
      assertThat(states.has(name)).as("a state '%s'", name).isTrue();
      var state = states.get(name);
      var next = Examples.next(state, List.of("Choices"));
      boolean ends =
          state.path("End").asBoolean(false)
              || state.get("Type").asString().matches("Fail|Succeed");
      assertThat(next.isEmpty()).as("'%s' ends", name).isEqualTo(ends);
      open.addAll(Examples.next(state, List.of("Choices", "Catch")));
      state.path("Branches").forEach(StateMachineCompilerTest::requireWhole);
    }
    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(
            states.propertyStream().map(Map.Entry::getKey).toList());
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  @Tag("invariant-59")
  void every_action_parameter_member_and_error_is_one_of_the_sdks_models(String name)
      throws Exception {
    var plan = Examples.inReach(name);
    var states = Examples.states(Examples.machine(plan, true, Examples.BOTH));
    int calls = 0;
    for (var state : states.entrySet()) {
      var call = SDK.matcher(state.getValue().path("Resource").asString(""));
      if (call.matches()) {
        calls++;
        requireKnown(state.getKey(), state.getValue(), call.group(1), call.group(2));
        requireMembers(states, state.getKey(), call.group(1), call.group(2));
      }
      for (var rule : List.of("Catch", "Retry")) {
        state
            .getValue()
            .path(rule)
            .forEach(it ->
                it.get("ErrorEquals")
                    .forEach(error ->
                        assertThat(error.asString())
                            .satisfiesAnyOf(
                                known ->
                                    assertThat(known)
                                        .isIn(
                                            "States.ALL",
                                            StepStates.LATE,
                                            Functions.LATE,
                                            EntranceStates.NAME_IS_TAKEN),
                                known -> assertThat(SdkNames.isError(known)).as(known).isTrue())));
      }
    }
    assertThat(calls).isGreaterThan(10);
  }

  private static void requireKnown(String name, JsonNode state, String service, String action) {
    var request = SdkNames.request(service, action);
    assertThat(request).as("%s:%s", service, action).isPresent();
    state
        .get("Parameters")
        .propertyNames()
        .forEach(parameter ->
            assertThat(SdkNames.knows(request.get(), parameter.replace(".$", "")))
                .as("%s: %s of %s", name, parameter, action)
                .isTrue());
  }

  /// What the rules after a look compare is in its answer, or among what it selects of that.
  private static void requireMembers(
      Map<String, JsonNode> states, String look, String service, String action) {
    var answer = SdkNames.answer(service, action).orElseThrow();
    states
        .get(look)
        .path("ResultSelector")
        .properties()
        .forEach(it -> {
          var path = SELECTED.matcher(it.getValue().asString());
          // What an item holds no model of the SDK says.
          if (path.matches() && !path.group(1).startsWith("Item.")) {
            assertThat(SdkNames.leads(answer, FILTER.matcher(path.group(1)).replaceAll("[0]")))
                .as("%s of %s:%s", it, service, action)
                .isTrue();
          }
        });
    var choice = states.get(look.replaceFirst("look$", "met?"));
    if (!look.endsWith(": look") || choice == null || states.containsKey(look + " 2")) {
      return;
    }
    choice
        .findValuesAsString("Variable")
        .forEach(variable -> {
          var path = SEEN.matcher(variable);
          assertThat(path.matches()).isTrue();
          assertThat(path.group(1).equals("found") || SdkNames.leads(answer, path.group(1)))
              .as("%s of %s:%s", variable, service, action)
              .isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  @Tag("invariant-59")
  void each_step_begins_in_a_later_stage_than_all_that_it_waits_for(String name) throws Exception {
    var plan = Examples.plan(name);
    var machine = Examples.machine(plan, true, Examples.BOTH).get("States");
    for (var mode : Examples.BOTH) {
      var workload = plan.workloads().values().iterator().next();
      var runbook = new AwsKind().compiler().compile(plan, workload, mode, plan.primary().name());
      var stages = new LinkedHashMap<String, Integer>();
      var stage = machine.get(mode.word() + " stage 1");
      for (int i = 1; stage != null; i++) {
        for (var branch : stage.get("Branches")) {
          stages.put(branch.get("StartAt").asString().split(":")[0], i);
        }
        stage = machine.get("%s stage %d".formatted(mode.word(), i + 1));
      }
      assertThat(stages).hasSize(runbook.steps().size());
      for (var step : runbook.steps()) {
        for (var before : step.after()) {
          assertThat(stages.get(mode.word() + " " + step.id()))
              .isGreaterThan(stages.get(mode.word() + " " + before));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  void right_before_each_change_the_claim_is_confirmed_and_the_fence_seen_before_a_promotion(
      String name) throws Exception {
    var states = Examples.states(Examples.machine(Examples.inReach(name), true, Examples.BOTH));
    int changes = 0;
    for (var state : states.entrySet()) {
      var call = SDK.matcher(state.getValue().path("Resource").asString(""));
      if (call.matches()
          && call.group(2).startsWith("update")
          && !call.group(1).equals("dynamodb")) {
        changes++;
        assertThat(Examples.before(states, state.getKey()))
            .allSatisfy(it -> assertThat(it).contains(": confirm "));
      } else if (call.matches() && call.group(2).equals("promoteReadReplica")) {
        changes++;
        var look = Examples.before(states, Examples.before(states, state.getKey()).getFirst());
        assertThat(Examples.before(states, look.getFirst()))
            .allSatisfy(it -> assertThat(it).endsWith(": place"))
            .flatMap(place -> Examples.before(states, place))
            .isNotEmpty()
            .allSatisfy(it -> assertThat(it).endsWith(": holds 1?"));
      }
    }
    assertThat(changes).as("the promotions at least").isGreaterThanOrEqualTo(2);
  }

  /// A person who says no then must not send the writer back by it.
  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  void nothing_is_taken_back_once_the_writer_may_have_moved(String name) throws Exception {
    var machine = Examples.machine(Examples.plan(name), true, Examples.BOTH).get("States");
    boolean moved = false;
    int later = 0;
    for (int i = 1; machine.has("switchover stage " + i); i++) {
      var stage = machine.get("switchover stage " + i);
      moved |= stage.get("Branches").toString().contains("switchover promote-");
      later += moved ? 1 : 0;
      assertThat(Examples.next(stage, List.of("Catch")).contains("undo"))
          .as("an error of stage %d takes the run back", i)
          .isEqualTo(!moved);
    }
    assertThat(later).isGreaterThan(1);
    for (int i = 1; machine.has("failover stage " + i); i++) {
      assertThat(Examples.next(machine.get("failover stage " + i), List.of("Catch")))
          .doesNotContain("undo");
    }
  }

  @Test
  void names_of_states_are_as_short_as_aws_wants_them() throws Exception {
    var longest = "d".repeat(41);
    var plan =
        Examples.edited(
            "dr-lab-warm-standby",
            "      database:\n",
            "      %s:\n".formatted(longest),
            "uses: [database, app-data]",
            "uses: [%s]".formatted(longest),
            "database: database",
            "database: " + longest);

    assertThat(Examples.states(Examples.machine(plan, true, Examples.BOTH)).keySet())
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void its_role_may_use_the_service_of_a_cluster_that_is_named_by_its_arn() throws Exception {
    var plan =
        Examples.inReach(
            "dr-lab-warm-standby",
            "secondary: dr-lab-secondary",
            "secondary: 'arn:aws:ecs:us-west-2:123456789012:cluster/dr-lab-secondary'");
    var workload = plan.workloads().values().iterator().next();
    var machine =
        new StateMachineCompiler(plan, workload, true, PollPace.STANDARD).compile(Examples.BOTH);

    assertThat(RolePolicy.of(machine, "m", "us-west-2", "123456789012", "t").statements())
        .filteredOn(it -> it.actions().contains("ecs:UpdateService"))
        .flatExtracting(IamPolicy.Statement::resources)
        .containsExactly(
            "arn:aws:ecs:us-west-2:123456789012:service/dr-lab-secondary/dr-lab-service");
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  void its_role_may_make_each_of_its_calls_and_no_other(String name) throws Exception {
    var plan = Examples.inReach(name);
    var workload = plan.workloads().values().iterator().next();
    var machine =
        new StateMachineCompiler(plan, workload, true, PollPace.STANDARD).compile(Examples.BOTH);

    var policy =
        RolePolicy.of(
            machine, "lifeboat-shop", "us-west-2", "123456789012", "lifeboat-" + plan.name());

    var calls =
        Examples.states(JSON.readTree(machine.definition())).values().stream()
            .filter(state -> state.has("Resource"))
            .map(state -> SDK.matcher(state.get("Resource").asString()))
            .filter(Matcher::matches)
            .map(call -> call.group(2).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    var allowed = policy.statements().stream().flatMap(it -> it.actions().stream()).toList();
    assertThat(allowed)
        .doesNotHaveDuplicates()
        .contains("lambda:InvokeFunction", "sns:Publish", "states:StartExecution");
    assertThat(allowed.stream().map(it -> it.split(":")[1].toLowerCase(Locale.ROOT)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(calls.stream(), Stream.of("invokefunction", "publish", "startexecution"))
                .toList());
    assertThat(policy.statements())
        .allSatisfy(it -> assertThat(it.resources()).isNotEmpty())
        .filteredOn(it -> it.actions().contains("states:StartExecution"))
        .as("starts itself anew, and no other")
        .singleElement()
        .extracting(IamPolicy.Statement::resources)
        .isEqualTo(List.of("arn:aws:states:us-west-2:123456789012:stateMachine:lifeboat-shop"));
  }

  /// The duration is the function's to tell: the language of machines knows no dates.
  @Test
  void whoever_is_told_that_a_move_is_done_reads_when_it_began_and_ended_and_how_long_it_took()
      throws Exception {
    var states =
        Examples.states(
            Examples.machine(Examples.plan("dr-lab-warm-standby"), true, Examples.BOTH));

    for (var mode : Examples.BOTH) {
      var told = states.get(mode.word() + " tell-owner: timed").get("Parameters");
      assertThat(told.get("Subject").asString())
          .isEqualTo("Lifeboat: %s of dr-lab completed".formatted(mode.word()));
      assertThat(told.get("Message.$").asString())
          .isEqualTo(
              "States.Format('platform: \\'dr-lab\\' is served from secondary; run {}, start {},"
                  + " end {}, duration {}', $.run, $$.Execution.StartTime, $$.State.EnteredTime,"
                  + " $.took.duration)");
      assertThat(
              states.get(mode.word() + " tell-owner: untimed").get("Parameters").get("Message.$"))
          .as("a duration that nobody tells keeps nobody from being told")
          .isNotNull();
      assertThat(Examples.next(states.get(mode.word() + " tell-owner"), List.of("Catch")))
          .contains(mode.word() + " tell-owner: untimed");
    }
  }

  @Test
  void a_machine_is_written_in_one_way_alone() throws Exception {
    var plan = Examples.plan("lamp-pilot-light");

    assertThat(Examples.machine(plan, true, Examples.BOTH))
        .isEqualTo(Examples.machine(plan, true, Examples.BOTH));
  }

  @Test
  void no_answer_that_could_hold_a_secret_is_asked_for() throws Exception {
    var states =
        Examples.states(
            Examples.machine(Examples.plan("dr-lab-warm-standby"), true, Examples.BOTH));

    assertThat(states.values())
        .noneMatch(state -> state.path("Resource").asString("").contains("getSecretValue"))
        .noneMatch(state -> state.path("Resource").asString("").contains("ssm:"));
  }
}
