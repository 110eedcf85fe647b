package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import dev.lifeboat.plan.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the state machine of a workload, for its recovery region: a move out of the primary region
/// must not need it.
///
/// Its input is `{"mode":"planned"|"unplanned","reason":…,"dryRun":false,"acceptLoss":{"by":…,
/// "reason":…}}`, of which `mode` alone is needed: planned is a switchover, unplanned a failover.
/// An execution that is not named by workload and epoch starts one that is, so that a start which
/// is delivered twice begins one run.
public final class StateMachineCompiler {
  static final String LATE = "late";

  private static final String PLANNED = "planned";
  private static final String UNPLANNED = "unplanned";
  private static final String MODE = "$.mode";

  private final Plan plan;
  private final Workload workload;
  private final PollPace pace;
  private final Optional<Functions> functions;
  private final ClaimTasks claims;

  /// @param withFunctions whether what no call of the recovery region brings about is left to the
  ///   function of this plan
  /// @throws ProblemException LB2006 when the placements are out of the machine's reach
  public StateMachineCompiler(Plan plan, Workload workload, boolean withFunctions, PollPace pace)
      throws ProblemException {
    this.plan = plan;
    this.workload = workload;
    this.pace = pace;
    this.functions =
        withFunctions
            ? Optional.of(new Functions(functionName(plan), plan.sha256(), workload.name()))
            : Optional.empty();
    this.claims = claims();
  }

  /// The name of the plan's function, and of the topic that its people have subscribed to.
  public static String functionName(Plan plan) {
    return "lifeboat-" + plan.name();
  }

  /// The name that the functions look for a workload's machine by.
  public static String machineName(Plan plan, Workload workload) {
    return functionName(plan) + "-" + workload.name();
  }

  private ClaimTasks claims() throws ProblemException {
    var source = plan.primary().name();
    var target = plan.recovery().name();
    if (plan.aws().placementsIn() == Region.Role.RECOVERY) {
      return new TableClaims(plan.aws().placements(), workload.name(), source, target);
    }
    return functions
        .<ClaimTasks>map(it -> new FunctionClaims(it, source, target))
        .orElseThrow(() ->
            Problem.lasting(
                    Code.LB2006,
                    "the placements of plan '%s' are not in %s, where the state machine runs"
                        .formatted(plan.name(), target),
                    "it could not claim the workload, so no machine is made",
                    "keep them there (aws: { placementsIn: recovery }), or use --with-functions")
                .asException());
  }

  /// The machine for moves of these modes.
  ///
  /// @param modes switchover, failover or both
  /// @throws ProblemException LB2006 when a step cannot be expressed, or the machine is too large
  public StateMachine compile(Set<Mode> modes) throws ProblemException {
    var machine = new States();
    var stages = new LinkedHashMap<Mode, Stages>();
    for (var mode : List.of(Mode.FAILOVER, Mode.SWITCHOVER)) {
      if (modes.contains(mode)) {
        stages.put(mode, stages(mode));
      }
    }
    entrance(machine, stages);
    stages.values().forEach(it -> it.add(machine, "release", "undo", "stop"));
    exits(machine, Optional.ofNullable(stages.get(Mode.SWITCHOVER)));
    requireSupport(stages);
    new DryRun(plan, workload, functions).add(machine, stages.keySet());
    var events = stages.values().stream().mapToInt(Stages::events).max().orElseThrow();
    return StateMachine.within(workload.name(), machine.tree(), events);
  }

  private Stages stages(Mode mode) throws ProblemException {
    var runbook = new RunbookCompiler().compile(plan, workload, mode, plan.primary().name());
    return new Stages(runbook, new ApiGoals(plan, workload), functions, people(), claims, pace);
  }

  private PeopleTopic people() {
    return new PeopleTopic(functionName(plan), region(), workload.name());
  }

  private String region() {
    return plan.recovery().aws().map(AwsRegion::region).orElseThrow();
  }

  private void requireSupport(Map<Mode, Stages> stages) throws ProblemException {
    var unsupported = new ArrayList<String>();
    stages.values().forEach(it -> unsupported.addAll(it.unsupported()));
    if (!unsupported.isEmpty()) {
      throw Problem.lasting(
              Code.LB2006,
              "no call of %s alone brings these about: %s"
                  .formatted(region(), String.join(", ", unsupported)),
              "a machine that left them out would not recover '%s', so none is made"
                  .formatted(workload.name()),
              stages.containsKey(Mode.SWITCHOVER)
                  ? "use --with-functions, or --mode failover if the machine need not know planned"
                      + " moves"
                  : "use --with-functions")
          .asException();
    }
  }

  private void entrance(States machine, Map<Mode, Stages> stages) throws ProblemException {
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
        .add("claim", claimed(claims.claim(), "not free", "not claimed").next("mode"))
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

  private void exits(States machine, Optional<Stages> planned) {
    machine
        .add("release", claimed(claims.release(), LATE, "not released").next("done"))
        .add(
            "done",
            States.pass()
                .with("Parameters", AslChoice.ordered("run.$", "$.run", "epoch.$", "$.epoch"))
                .end())
        .add(
            LATE,
            States.fail(
                StepStates.LATE, "another run has gone on since; this one changed nothing more"))
        .add(
            "not released",
            States.fail(
                "Lifeboat.NotReleased", "all was reached, but the placement is not free again"))
        .add("stop", claimed(claims.release(), LATE, "not released").next("stopped"))
        .add("stopped", States.fail(StepStates.DECLINED, "a person stopped the run"));
    planned.ifPresent(it -> undo(machine, it));
  }

  private void undo(States machine, Stages planned) {
    var again = new LinkedHashMap<String, Object>();
    again.put("mode.$", MODE);
    again.put("reason.$", "$.reason");
    again.put("run.$", "$.run");
    again.put("placed.$", "$.placed");
    again.put("loss.$", "$.loss");
    again.put("epoch.$", "$.undo.next");
    machine
        .add(
            "undo",
            States.pass()
                .with("Parameters", Map.of("next.$", "States.MathAdd($.epoch, 1)"))
                .with("ResultPath", "$.undo")
                .next("undo: epoch"))
        .add("undo: epoch", claimed(claims.takeNext(), LATE, "not undone").next("undo: begin"))
        .add("undo: begin", States.pass().with("Parameters", again).next("undo: steps"));
    planned.addUndo(machine, "undo: steps", "undo: release", "not undone");
    machine
        .add("undo: release", claimed(claims.release(), LATE, "not released").next("undone"))
        .add(
            "undone",
            States.fail(
                "Lifeboat.Undone", "not reached; taken back, and the old writer serves again"))
        .add(
            "not undone",
            States.fail(
                "Lifeboat.NotUndone", "not reached, and not taken back; the run is still open"));
  }

  /// A write of the placement: repeated, but not once its condition did not hold.
  private State claimed(State task, String refused, String failed) {
    var never = new LinkedHashMap<String, Object>();
    never.put("ErrorEquals", List.of(claims.refused()));
    never.put("MaxAttempts", 0);
    var retries = new ArrayList<Map<String, Object>>();
    retries.add(never);
    retries.addAll(Stages.RETRIES);
    return task.dropped()
        .with("Retry", retries)
        .with("Catch", List.of(States.error(claims.refused(), refused), States.anyError(failed)));
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
