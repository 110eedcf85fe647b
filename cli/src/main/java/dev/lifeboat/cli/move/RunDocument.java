package dev.lifeboat.cli.move;

import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.RunExecution;
import dev.lifeboat.control.Words;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunState.Phase;
import java.util.ArrayList;

/// How a run ended, or where it stopped.
///
/// @param outcome one word: `done`, `undone`, `declined`, `waiting-for-person` or `paused`
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
    int exitCode) {

  /// Tells how the run ended, and gives the exit code.
  public static int print(RunExecution.Stopped stopped, Terminal terminal, Options options) {
    var told = of(stopped);
    var lines = new ArrayList<String>();
    lines.add(
        "%s of %s/%s from %s to %s, run %s: %s%s"
            .formatted(
                told.mode,
                told.plan,
                told.workload,
                told.source,
                told.target,
                told.run,
                told.outcome,
                told.why.isEmpty() ? "" : ", " + told.why));
    if (!(stopped.state().phase() instanceof Phase.Ended)) {
      lines.add("go on with  " + options.resume(told.run));
    }
    terminal.tell(options, told, lines);
    return told.exitCode;
  }

  private static RunDocument of(RunExecution.Stopped stopped) {
    var state = stopped.state();
    var runbook = state.runbook();
    return new RunDocument(
        "lifeboat.run/v1",
        runbook.plan(),
        runbook.workload(),
        state.run().value(),
        runbook.mode().word(),
        runbook.source(),
        runbook.target(),
        Words.of(state.phase()),
        Words.why(state.phase()),
        stopped.run().files().folder().toString(),
        stopped.evidence(),
        exitCode(state.phase()));
  }

  private static int exitCode(Phase phase) {
    return switch (phase) {
      case Phase.Ended(var outcome, _) ->
          switch (outcome) {
            case DONE -> 0;
            case UNDONE -> ExitCode.FAILED;
            case DECLINED -> ExitCode.REFUSED;
          };
      case Phase.WaitingForPerson(var code, _) -> code.exitCode();
      case Phase.Paused(_) -> ExitCode.INTERRUPTED;
      case Phase.Forward(), Phase.Undoing(_) -> ExitCode.FAILED;
    };
  }
}
