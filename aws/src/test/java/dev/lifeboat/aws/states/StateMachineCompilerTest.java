package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// State machines: their form, their names, the order that they keep, and what is refused.
class StateMachineCompilerTest {
  private static final Set<Mode> BOTH = EnumSet.of(Mode.FAILOVER, Mode.SWITCHOVER);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern SDK = Pattern.compile("arn:aws:states:::aws-sdk:(\\w+):(\\w+)");
  private static final Pattern SEEN = Pattern.compile("\\$\\.seen\\.(.+)");

  private static Plan plan(String name) throws IOException, ProblemException {
    return PlanReader.read(Path.of("..", "examples", name, "lifeboat.yaml")).orThrow();
  }

  private static Plan edited(String name, String... replaced) throws IOException, ProblemException {
    var text = Files.readString(Path.of("..", "examples", name, "lifeboat.yaml"));
    for (int i = 0; i < replaced.length; i += 2) {
      assertThat(text).contains(replaced[i]);
      text = text.replace(replaced[i], replaced[i + 1]);
    }
    return PlanReader.read("lifeboat.yaml", text).orThrow();
  }

  /// With placements that the machine itself can write.
  private static Plan inReach(String name) throws IOException, ProblemException {
    return inReach(name, "", "");
  }

  private static Plan inReach(String name, String replaced, String by)
      throws IOException, ProblemException {
    var tables = "aws: { placementsIn: recovery";
    return name.equals("dr-lab-warm-standby")
        ? edited(name, "aws: { lease:", tables + ", lease:", replaced, by)
        : edited(name, "regions:\n", tables + " }\nregions:\n", replaced, by);
  }

  private static JsonNode machine(Plan plan, boolean withFunctions, Set<Mode> modes)
      throws ProblemException {
    var workload = plan.workloads().values().iterator().next();
    return JSON.readTree(
        new StateMachineCompiler(plan, workload, withFunctions, Pace.STANDARD)
            .compile(modes)
            .definition());
  }

  /// Every state of a machine and of its branches, by name.
  private static Map<String, JsonNode> states(JsonNode machine) {
    var states = new LinkedHashMap<String, JsonNode>();
    collect(machine, states);
    return states;
  }

  private static void collect(JsonNode machine, Map<String, JsonNode> states) {
    machine
        .get("States")
        .propertyStream()
        .forEach(entry -> {
          assertThat(states.put(entry.getKey(), entry.getValue()))
              .as("names are unique in all of a machine: " + entry.getKey())
              .isNull();
          entry.getValue().path("Branches").forEach(branch -> collect(branch, states));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"dr-lab-warm-standby", "lamp-pilot-light"})
  void every_transition_leads_to_a_state_of_the_same_branch_and_every_state_is_reached(String name)
      throws Exception {
    requireWhole(machine(plan(name), true, BOTH));
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
      var next = next(state, List.of("Choices"));
      boolean ends =
          state.path("End").asBoolean(false)
              || state.get("Type").asString().matches("Fail|Succeed");
      assertThat(next.isEmpty()).as("'%s' ends", name).isEqualTo(ends);
      open.addAll(next(state, List.of("Choices", "Catch")));
      state.path("Branches").forEach(StateMachineCompilerTest::requireWhole);
    }
    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(
            states.propertyStream().map(Map.Entry::getKey).toList());
  }

  private static List<String> next(JsonNode state, List<String> rules) {
    var next = new ArrayList<String>();
    for (var field : List.of("Next", "Default")) {
      if (state.has(field)) {
        next.add(state.get(field).asString());
      }
    }
    for (var field : rules) {
      state.path(field).forEach(rule -> next.add(rule.get("Next").asString()));
    }
    return next;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dr-lab-warm-standby", "lamp-pilot-light"})
  void every_action_parameter_member_and_error_is_one_of_the_sdks_models(String name)
      throws Exception {
    var plan = inReach(name);
    var states = states(machine(plan, true, BOTH));
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
                                        .isIn("States.ALL", Reaching.LATE, Functions.LATE),
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

  /// What the rules after a look compare is in its answer.
  private static void requireMembers(
      Map<String, JsonNode> states, String look, String service, String action) {
    var choice = states.get(look.replaceFirst("look$", "met?"));
    if (!look.endsWith(": look") || choice == null) {
      return;
    }
    var answer = SdkNames.answer(service, action).orElseThrow();
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
  @ValueSource(strings = {"dr-lab-warm-standby", "lamp-pilot-light"})
  void each_step_begins_in_a_later_stage_than_all_that_it_waits_for(String name) throws Exception {
    var plan = plan(name);
    var machine = machine(plan, true, BOTH).get("States");
    for (var mode : BOTH) {
      var workload = plan.workloads().values().iterator().next();
      var runbook = new RunbookCompiler().compile(plan, workload, mode, plan.primary().name());
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
  @ValueSource(strings = {"dr-lab-warm-standby", "lamp-pilot-light"})
  void right_before_each_change_the_claim_is_confirmed_and_the_fence_seen_before_a_promotion(
      String name) throws Exception {
    var states = states(machine(inReach(name), true, BOTH));
    int changes = 0;
    for (var state : states.entrySet()) {
      var call = SDK.matcher(state.getValue().path("Resource").asString(""));
      if (call.matches()
          && call.group(2).startsWith("update")
          && !call.group(1).equals("dynamodb")) {
        changes++;
        assertThat(before(states, state.getKey()))
            .allSatisfy(it -> assertThat(it).contains(": confirm "));
      } else if (call.matches() && call.group(2).equals("promoteReadReplica")) {
        changes++;
        var look = before(states, before(states, state.getKey()).getFirst());
        assertThat(before(states, look.getFirst()))
            .allSatisfy(it -> assertThat(it).endsWith(": place"))
            .flatMap(place -> before(states, place))
            .isNotEmpty()
            .allSatisfy(it -> assertThat(it).endsWith(": holds 1?"));
      }
    }
    assertThat(changes).isGreaterThan(2);
  }

  /// The states that lead to `name`.
  private static List<String> before(Map<String, JsonNode> states, String name) {
    return states.entrySet().stream()
        .filter(it -> next(it.getValue(), List.of("Choices", "Catch")).contains(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// A person who says no then must not send the writer back by it.
  @ParameterizedTest
  @ValueSource(strings = {"dr-lab-warm-standby", "lamp-pilot-light"})
  void nothing_is_taken_back_once_the_writer_may_have_moved(String name) throws Exception {
    var machine = machine(plan(name), true, BOTH).get("States");
    boolean moved = false;
    int later = 0;
    for (int i = 1; machine.has("switchover stage " + i); i++) {
      var stage = machine.get("switchover stage " + i);
      moved |= stage.get("Branches").toString().contains("switchover promote-");
      later += moved ? 1 : 0;
      assertThat(next(stage, List.of("Catch")).contains("undo"))
          .as("an error of stage %d takes the run back", i)
          .isEqualTo(!moved);
    }
    assertThat(later).isGreaterThan(1);
    for (int i = 1; machine.has("failover stage " + i); i++) {
      assertThat(next(machine.get("failover stage " + i), List.of("Catch"))).doesNotContain("undo");
    }
  }

  @Test
  void what_a_region_cannot_do_by_itself_is_refused_by_name() throws Exception {
    var plan = inReach("dr-lab-warm-standby");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> machine(plan, false, BOTH))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB2001);
          assertThat(refused.problem().happened())
              .contains("complete-database", "route-entry", "verify-1");
        });
  }

  /// Its control plane is in one region for all the world, and no call of the recovery region shows
  /// where its users are led.
  @Test
  void users_of_an_accelerator_are_looked_for_by_the_function_alone() throws Exception {
    var plan = inReach("lamp-pilot-light");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> machine(plan, false, BOTH))
        .satisfies(refused ->
            assertThat(refused.problem().happened())
                .contains("failover route-entry (entry routed to standby)")
                .contains("switchover route-entry (entry routed to standby)"));
    var states = states(machine(plan, true, BOTH));
    for (var mode : BOTH) {
      var look = states.get(mode.word() + " route-entry: look");
      assertThat(look.get("Resource").asString()).isEqualTo("arn:aws:states:::lambda:invoke");
    }
    assertThat(states.values())
        .noneMatch(state -> state.path("Resource").asString("").contains("globalaccelerator"));
  }

  /// No call of one region alone shows what a bucket holds, or refuses a write of it.
  @Test
  void a_bucket_is_the_functions_and_is_refused_by_name_without_it() throws Exception {
    var bucket =
        "      images: { type: bucket, aws: { bucket: { primary: a, secondary: b },"
            + " replicationRole: role } }\n";
    var plan = inReach("dr-lab-warm-standby", "    resources:\n", "    resources:\n" + bucket);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> machine(plan, false, EnumSet.of(Mode.FAILOVER)))
        .satisfies(refused ->
            assertThat(refused.problem().happened()).contains("failover promote-images"));
    var states = states(machine(plan, true, BOTH));
    for (var step : List.of("fence-images", "complete-images", "promote-images")) {
      assertThat(states.get("switchover %s: look".formatted(step)).get("Resource").asString())
          .as(step)
          .contains(":lambda:");
    }
    assertThat(before(states, "switchover promote-images: ask for it 1")).isNotEmpty();
    assertThat(before(states, "switchover promote-images: look"))
        .as("the fence of the bucket is seen before")
        .contains("switchover promote-images: holds 1?");
  }

  @Test
  void placements_that_the_machine_cannot_write_are_refused_without_functions() throws Exception {
    var plan = plan("dr-lab-warm-standby");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> machine(plan, false, BOTH))
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
    var plan = edited("dr-lab-warm-standby", "    resources:\n", "    resources:\n" + many);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> machine(plan, true, BOTH))
        .satisfies(refused ->
            assertThat(refused.problem().happened())
                .containsPattern("grow to \\d+ events; AWS ends an execution at 25000"));
  }

  @Test
  void names_of_states_are_as_short_as_aws_wants_them() throws Exception {
    var longest = "d".repeat(41);
    var plan =
        edited(
            "dr-lab-warm-standby",
            "      database:\n",
            "      %s:\n".formatted(longest),
            "uses: [database]",
            "uses: [%s]".formatted(longest),
            "database: database",
            "database: " + longest);

    assertThat(states(machine(plan, true, BOTH)).keySet())
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dr-lab-warm-standby", "lamp-pilot-light"})
  void its_role_may_make_each_of_its_calls_and_no_other(String name) throws Exception {
    var plan = inReach(name);
    var workload = plan.workloads().values().iterator().next();
    var machine = new StateMachineCompiler(plan, workload, true, Pace.STANDARD).compile(BOTH);

    var policy = RolePolicy.of(machine, "us-west-2", "123456789012", "lifeboat-" + plan.name());

    var calls =
        states(JSON.readTree(machine.definition())).values().stream()
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
    assertThat(policy.statements()).allSatisfy(it -> assertThat(it.resources()).isNotEmpty());
  }

  @Test
  void a_machine_is_written_in_one_way_alone() throws Exception {
    var plan = plan("lamp-pilot-light");

    assertThat(machine(plan, true, BOTH)).isEqualTo(machine(plan, true, BOTH));
  }

  @Test
  void no_answer_that_could_hold_a_secret_is_asked_for() throws Exception {
    var states = states(machine(plan("dr-lab-warm-standby"), true, BOTH));

    assertThat(states.values())
        .noneMatch(state -> state.path("Resource").asString("").contains("getSecretValue"))
        .noneMatch(state -> state.path("Resource").asString("").contains("ssm:"));
  }
}
