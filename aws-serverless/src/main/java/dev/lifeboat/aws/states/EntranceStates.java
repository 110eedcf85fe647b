package dev.lifeboat.aws.states;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
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
  private static final String DRY_RUN = "$.dryRun";

  /// Of an epoch under whose name an execution ended before it claimed: a name is taken for 90
  /// days.
  private static final String AGAIN = "$.again";

  static final String NAME_IS_TAKEN = "StepFunctions.ExecutionAlreadyExistsException";
  private static final String NOT_FREE = "Lifeboat.NotFree";

  /// @param stages of each mode that the machine knows
  void add(StateSequence machine, Map<Mode, Stages> stages) throws ProblemException {
    understands(machine, stages.keySet());
    seesWhereTheWriterIs(machine);
    new CandidateStates(workload, plan.recovery().name(), new ApiGoals(plan, workload), functions)
        .add(machine, "dry run?");
    claimsIt(machine);
    machine
        .add("dry run?", Asl.choice("epoch", dryRuns(stages.keySet())))
        .add("mode", Asl.choice("bad input", beginnings(stages)));
  }

  private static void understands(StateSequence machine, Set<Mode> modes) {
    var known = modes.stream().map(EntranceStates::isMode).toList();
    // Else a dry run that was asked for as "true" would be none.
    var doubtful = Asl.all(Asl.present(DRY_RUN), Asl.compared(DRY_RUN, "IsBoolean", true).not());
    var uncounted = Asl.all(Asl.present(AGAIN), Asl.compared(AGAIN, "IsNumeric", true).not());
    machine
        .add(
            "input",
            Asl.choice(
                "bad input",
                doubtful.to("bad input"),
                uncounted.to("bad input"),
                CandidateStates.unclear().to("bad input"),
                Asl.any(known).to("reason?")))
        .add(
            "bad input",
            Asl.fail(
                "Lifeboat.BadInput",
                "the input must be a document such as {\"mode\":\"%s\",\"reason\":\"…\",\"dryRun\":false}"
                    .formatted(word(modes.iterator().next()))))
        .add("reason?", Asl.choice("no reason", Asl.present("$.reason").to("again?")))
        .add("no reason", Asl.pass("none was given", "$.reason").next("again?"))
        .add("again?", Asl.choice("first", Asl.present(AGAIN).to("placement")))
        .add("first", Asl.pass(0, AGAIN).next("placement"));
  }

  private void seesWhereTheWriterIs(StateSequence machine) {
    machine
        .add("placement", claims.see().at("$.placed").retried().or("no placement").next("home?"))
        .add(
            "no placement",
            Asl.fail(
                "Lifeboat.NoPlacement",
                "the placement of '%s' cannot be read; was it adopted?".formatted(workload.name())))
        .add(
            "home?",
            Asl.choice(
                "elsewhere",
                Asl.safely("$.placed.writer", "StringEquals", plan.primary().name())
                    .to(CandidateStates.FIRST)))
        .add(
            "elsewhere",
            Asl.fail(
                NOT_FREE,
                "the writer of '%s' is not in %s"
                    .formatted(workload.name(), plan.primary().name())));
  }

  private void claimsIt(StateSequence machine) {
    machine
        .add("epoch", epoch())
        .add(
            "which name?",
            Asl.choice("named?", Asl.compared(AGAIN, "NumericGreaterThan", 0).to("another name")))
        .add(
            "another name",
            Asl.given(Asl.of("name.$", numbered(AGAIN))).at("$.other").next("named otherwise?"))
        .add(
            "named otherwise?",
            Asl.choice(
                "not free",
                // A fraction counts nothing.
                Asl.compared("$.other.name", "StringMatches", "*.*").to("bad input"),
                Asl.compared("$.run", "StringEqualsPath", "$.other.name").to("claim")))
        .add(
            "named?",
            Asl.choice(
                "start",
                Asl.compared("$.run", "StringEqualsPath", "$.name").to("claim"),
                // Of an epoch that is over: whoever started it knew an older placement.
                Asl.compared("$.run", "StringMatches", workload.name() + "-*").to("not free")))
        .add(
            "start",
            start("$.name", "$.again")
                .retriedBut(NAME_IS_TAKEN)
                .or(Asl.error(NAME_IS_TAKEN, "number"), Asl.anyError("not started"))
                .end())
        .add(
            "number",
            Asl.given(Asl.of("again.$", "States.MathRandom(2, 1000000)"))
                .at("$.number")
                .next("start again"))
        .add(
            "start again",
            start(numbered("$.number.again"), "$.number.again").retried().or("not started").end())
        .add(
            "not started",
            Asl.fail("Lifeboat.NotStarted", "the execution of the run's own name was not started"))
        .add("claim", claims.orElse(claims.claim(), "not free", "not claimed").next("mode"))
        .add(
            "not free",
            Asl.fail(
                NOT_FREE,
                "another run is open on '%s', or its writer has moved".formatted(workload.name())))
        .add("not claimed", Asl.fail("Lifeboat.NotClaimed", "the placement could not be written"));
  }

  private static List<Asl> dryRuns(Set<Mode> modes) {
    return modes.stream()
        .map(mode ->
            Asl.all(
                    Asl.present(DRY_RUN),
                    Asl.compared(DRY_RUN, "BooleanEquals", true),
                    isMode(mode))
                .to(DryRun.name(mode)))
        .toList();
  }

  private static List<Asl> beginnings(Map<Mode, Stages> stages) {
    return stages.entrySet().stream()
        .map(it -> isMode(it.getKey()).to(it.getValue().first()))
        .toList();
  }

  private Asl epoch() {
    var next = "States.MathAdd($.placed.highest, 1)";
    return Asl.given(
            Asl.of("mode.$", MODE)
                .with("reason.$", "$.reason")
                .with("placed.$", "$.placed")
                .with("loss.$", "$.loss")
                .with("again.$", AGAIN)
                .and(CandidateStates.handedOn())
                .with("run.$", "$$.Execution.Name")
                .with("epoch.$", next)
                .with("name.$", "States.Format('%s-{}', %s)".formatted(workload.name(), next)))
        .next("which name?");
  }

  /// The name of the epoch with a number.
  private static String numbered(String again) {
    return "States.Format('{}-{}', $.name, %s)".formatted(again);
  }

  /// Another execution of this machine, under a name of the run's own.
  private static Asl start(String name, String again) {
    return Asl.state("Task")
        .with("Resource", "arn:aws:states:::states:startExecution")
        .with(
            "Parameters",
            Asl.of("StateMachineArn.$", "$$.StateMachine.Id")
                .with("Name.$", name)
                .with(
                    "Input",
                    Asl.of("mode.$", MODE)
                        .with("reason.$", "$.reason")
                        .with("again.$", again)
                        .and(CandidateStates.handedOn())))
        .with("ResultSelector", Asl.of("started.$", "$.ExecutionArn"));
  }

  private static Asl isMode(Mode mode) {
    return Asl.safely(MODE, "StringEquals", word(mode));
  }

  private static String word(Mode mode) {
    return mode == Mode.FAILOVER ? UNPLANNED : PLANNED;
  }
}
