package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The state machines of the examples' plans, and how to find one's way in them.
final class Examples {
  static final Set<Mode> BOTH = EnumSet.of(Mode.FAILOVER, Mode.SWITCHOVER);
  private static final JsonMapper JSON = JsonMapper.shared();

  private Examples() {}

  static Plan plan(String name) throws IOException, ProblemException {
    return AwsKeys.reader().read(Path.of("..", "examples", name, "lifeboat.yaml")).orThrow();
  }

  static Plan edited(String name, String... replaced) throws IOException, ProblemException {
    var text = Files.readString(Path.of("..", "examples", name, "lifeboat.yaml"));
    for (int i = 0; i < replaced.length; i += 2) {
      assertThat(text).contains(replaced[i]);
      text = text.replace(replaced[i], replaced[i + 1]);
    }
    return AwsKeys.reader().read("lifeboat.yaml", text).orThrow();
  }

  /// With placements that the machine itself can write.
  static Plan inReach(String name) throws IOException, ProblemException {
    return inReach(name, "", "");
  }

  static Plan inReach(String name, String replaced, String by)
      throws IOException, ProblemException {
    return edited(name, "aws: { lease:", "aws: { placementsIn: recovery, lease:", replaced, by);
  }

  static JsonNode machine(Plan plan, boolean withFunctions, Set<Mode> modes)
      throws ProblemException {
    var workload = plan.workloads().values().iterator().next();
    return JSON.readTree(
        new StateMachineCompiler(plan, workload, withFunctions, PollPace.STANDARD)
            .compile(modes)
            .definition());
  }

  /// Every state of a machine and of its branches, by name.
  static Map<String, JsonNode> states(JsonNode machine) {
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

  static List<String> next(JsonNode state, List<String> rules) {
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

  /// The states that lead to `name`.
  static List<String> before(Map<String, JsonNode> states, String name) {
    return states.entrySet().stream()
        .filter(it -> next(it.getValue(), List.of("Choices", "Catch")).contains(name))
        .map(Map.Entry::getKey)
        .toList();
  }
}
