package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The states of a machine before its first step: they understand the input, see where the writer
/// is, start the execution of the run's own name, and claim the placement.
record EntranceStates(
    Plan plan, Workload workload, Optional<Functions> functions, ClaimTasks claims) {
  private static final String PLANNED = "planned";
  private static final String UNPLANNED = "unplanned";
  private static final String MODE = "$.mode";

  /// @param stages of each mode that the machine knows
  void add(States machine, Map<Mode, Stages> stages) throws ProblemException {
    understands(machine, stages.keySet());
    seesWhereTheWriterIs(machine);
    new CandidateStates(workload, plan.recovery().name(), new ApiGoals(plan, workload), functions)
        .add(machine, "dry run?");
    claimsIt(machine);
    machine
        .add("dry run?", States.choice(dryRuns(stages.keySet()), "epoch"))
        .add("mode", States.choice(beginnings(stages), "bad input"));
  }

  private static void understands(States machine, Set<Mode> modes) {
    var known = modes.stream().map(mode -> is(MODE, word(mode))).toList();
    // Else a dry run that was asked for as "true" would be none.
    Map<String, Object> doubtful =
        Map.of(
            "And",
            List.of(
                AslChoice.present("$.dryRun"),
                Map.of("Not", AslChoice.ordered("Variable", "$.dryRun", "IsBoolean", true))));
    machine
        .add(
            "input",
            States.choice(
                List.of(
                    AslChoice.leadingTo(doubtful, "bad input"),
                    AslChoice.leadingTo(CandidateStates.unclear(), "bad input"),
                    AslChoice.leadingTo(Map.of("Or", known), "reason?")),
                "bad input"))
        .add(
            "bad input",
            States.fail(
                "Lifeboat.BadInput",
                "the input must be a document such as {\"mode\":\"%s\",\"reason\":\"…\",\"dryRun\":false}"
                    .formatted(word(modes.iterator().next()))))
        .add(
            "reason?",
            States.choice(
                List.of(AslChoice.leadingTo(AslChoice.present("$.reason"), "placement")),
                "no reason"))
        .add(
            "no reason",
            States.pass()
                .with("Result", "none was given")
                .with("ResultPath", "$.reason")
                .next("placement"));
  }

  private void seesWhereTheWriterIs(States machine) {
    machine
        .add(
            "placement",
            safe(claims.see().with("ResultPath", "$.placed"), "no placement").next("home?"))
        .add(
            "no placement",
            States.fail(
                "Lifeboat.NoPlacement",
                "the placement of '%s' cannot be read; was it adopted?".formatted(workload.name())))
        .add(
            "home?",
            States.choice(
                List.of(
                    AslChoice.leadingTo(
                        is("$.placed.writer", plan.primary().name()), CandidateStates.FIRST)),
                "elsewhere"))
        .add(
            "elsewhere",
            States.fail(
                "Lifeboat.NotFree",
                "the writer of '%s' is not in %s"
                    .formatted(workload.name(), plan.primary().name())));
  }

  private void claimsIt(States machine) {
    machine
        .add("epoch", epoch())
        .add(
            "named?",
            States.choice(
                List.of(
                    AslChoice.leadingTo(
                        AslChoice.ordered("Variable", "$.run", "StringEqualsPath", "$.name"),
                        "claim"),
                    // Of an epoch that is over: whoever started it knew an older placement.
                    AslChoice.leadingTo(
                        AslChoice.ordered(
                            "Variable", "$.run", "StringMatches", workload.name() + "-*"),
                        "not free")),
                "start"))
        .add("start", safe(start(), "not started").end())
        .add(
            "not started",
            States.fail(
                "Lifeboat.NotStarted", "the execution of the run's own name was not started"))
        .add("claim", claims.orElse(claims.claim(), "not free", "not claimed").next("mode"))
        .add(
            "not free",
            States.fail(
                "Lifeboat.NotFree",
                "another run is open on '%s', or its writer has moved".formatted(workload.name())))
        .add(
            "not claimed",
            States.fail("Lifeboat.NotClaimed", "the placement could not be written"));
  }

  private static List<Map<String, Object>> dryRuns(Set<Mode> modes) {
    return modes.stream()
        .map(mode ->
            AslChoice.leadingTo(
                Map.of(
                    "And",
                    List.of(
                        AslChoice.present("$.dryRun"),
                        AslChoice.ordered("Variable", "$.dryRun", "BooleanEquals", true),
                        is(MODE, word(mode)))),
                DryRun.name(mode)))
        .toList();
  }

  private static List<Map<String, Object>> beginnings(Map<Mode, Stages> stages) {
    return stages.entrySet().stream()
        .map(it -> AslChoice.leadingTo(is(MODE, word(it.getKey())), it.getValue().first()))
        .toList();
  }

  private State epoch() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("mode.$", MODE);
    parameters.put("reason.$", "$.reason");
    parameters.put("placed.$", "$.placed");
    parameters.put("loss.$", "$.loss");
    CandidateStates.handOn(parameters);
    parameters.put("run.$", "$$.Execution.Name");
    parameters.put("epoch.$", "States.MathAdd($.placed.highest, 1)");
    parameters.put(
        "name.$",
        "States.Format('%s-{}', States.MathAdd($.placed.highest, 1))".formatted(workload.name()));
    return States.pass().with("Parameters", parameters).next("named?");
  }

  /// Another execution of this machine, under the run's own name.
  private static State start() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("StateMachineArn.$", "$$.StateMachine.Id");
    parameters.put("Name.$", "$.name");
    var input = AslChoice.ordered("mode.$", MODE, "reason.$", "$.reason");
    CandidateStates.handOn(input);
    parameters.put("Input", input);
    return State.of("Task")
        .with("Resource", "arn:aws:states:::states:startExecution")
        .with("Parameters", parameters)
        .with("ResultSelector", Map.of("started.$", "$.ExecutionArn"));
  }

  private static State safe(State task, String failed) {
    return task.with("Retry", Stages.RETRIES).with("Catch", List.of(States.anyError(failed)));
  }

  private static Map<String, Object> is(String path, String value) {
    return Map.of(
        "And",
        List.of(
            AslChoice.present(path), AslChoice.ordered("Variable", path, "StringEquals", value)));
  }

  private static String word(Mode mode) {
    return mode == Mode.FAILOVER ? UNPLANNED : PLANNED;
  }
}
