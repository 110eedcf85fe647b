package dev.lifeboat.cli.move;

import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.CutDrills;
import dev.lifeboat.control.RunExecution;
import dev.lifeboat.control.RunOutcome;
import dev.lifeboat.control.RunSummary;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunState.Phase;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The end of a run, or where it stopped.
///
/// @param outcome one word: `done`, `undone`, `declined`, `waiting-for-person` or `paused`; of a
///   run that is only looked at also `running` or `claim-dropped`
public record RunDocument(
    String schema,
    String plan,
    String workload,
    String run,
    String mode,
    String source,
    String target,
    String outcome,
    String why,
    String folder,
    DrillResult.EvidenceOf evidence,
    int exitCode)
    implements RunHead {
  private static final List<String> OVER =
      Stream.concat(
              Stream.of(Event.Outcome.values()).map(Event.Outcome::word),
              Stream.of(RunOutcome.Unjournalled.CLAIM_DROPPED.word()))
          .toList();

  /// Tells how the run ended, and gives the exit code.
  public static int print(RunExecution.Stopped stopped, Terminal terminal, Options options) {
    var folder = stopped.run().files().folder();
    return of(stopped.state(), folder, stopped.evidence()).print(terminal, options);
  }

  /// The same of a run that was taken up, and the way home where it is away from home now: whatever
  /// began it, such as a drill, is over.
  static int printResumed(
      RunExecution.Stopped stopped, Plan plan, Terminal terminal, Options options) {
    int exitCode = print(stopped, terminal, options);
    var run = stopped.state();
    CutDrills.told(stopped.run().files().folder())
        .ifPresent(it -> terminal.say(options, "drill", "broken", it));
    var target = run.runbook().target();
    if (run.done() && run.runbook().mode().moves() && !target.equals(plan.primary().name())) {
      terminal.say(
          options,
          "next",
          "failback",
          "the writer is in %s; bring it home with  lifeboat failback %s"
              .formatted(target, PlanNearby.typed(plan, run.runbook().workload(), options.state)));
    }
    return exitCode;
  }

  private static RunDocument of(RunState state, Path folder, DrillResult.EvidenceOf evidence) {
    return of(state, folder, evidence, exitCode(state.phase()));
  }

  /// As one that was executed elsewhere.
  public static RunDocument of(
      RunState state, Path folder, DrillResult.EvidenceOf evidence, int exitCode) {
    var runbook = state.runbook();
    return new RunDocument(
        "lifeboat.run/v1",
        runbook.plan(),
        runbook.workload(),
        state.run().value(),
        runbook.mode().word(),
        runbook.source(),
        runbook.target(),
        RunWords.of(state.phase()),
        RunWords.why(state.phase()),
        folder.toString(),
        evidence,
        exitCode);
  }

  /// As whoever looks from outside knows it: what a journal calls running may have lost who ran it,
  /// or its claim.
  ///
  /// @param dropped whether a person took the claim
  public RunDocument standing(RunSummary seen, boolean dropped) {
    return isOver(outcome)
        ? this
        : new RunDocument(
            schema,
            plan,
            workload,
            run,
            mode,
            source,
            target,
            dropped ? RunOutcome.Unjournalled.CLAIM_DROPPED.word() : standing(seen),
            seen.why(),
            folder,
            evidence,
            exitCode);
  }

  private String standing(RunSummary seen) {
    var open = RunOutcome.Unjournalled.OPEN;
    return seen.outcome() == open ? open.word() : outcome;
  }

  /// Tells it, and gives the exit code.
  public int print(Terminal terminal, Options options) {
    var lines = new ArrayList<String>();
    lines.add(line(""));
    if (!isOver(outcome)) {
      lines.add("go on with  " + options.resume(run));
    }
    terminal.tell(options, this, lines);
    return exitCode;
  }

  /// Whether nothing is left to go on with.
  static boolean isOver(String outcome) {
    return OVER.contains(outcome);
  }

  /// That of a run which stands there.
  public static int exitCode(Phase phase) {
    return switch (phase) {
      case Phase.Ended(var outcome, _) ->
          switch (outcome) {
            case DONE -> 0;
            case UNDONE -> ExitCode.FAILED;
            case DECLINED -> ExitCode.REFUSED;
          };
      case Phase.WaitingForPerson(var code, _) -> code.exitCode();
      case Phase.Paused(_) -> ExitCode.interrupted();
      case Phase.Forward(), Phase.Undoing(_) -> ExitCode.FAILED;
    };
  }
}
