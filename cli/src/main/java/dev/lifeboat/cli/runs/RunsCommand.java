package dev.lifeboat.cli.runs;

import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import picocli.CommandLine.Command;

/// Lists all runs, newest first.
@Command(name = "runs", description = "List all runs, newest first.")
public final class RunsCommand extends TerminalCommand {
  /// All runs.
  record RunsDocument(String schema, List<RunRecords.Summary> runs) {}

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  public Integer call() throws ProblemException {
    var runs = new RunRecords(options.state).list();
    if (runs.isEmpty() && !options.json) {
      terminal().err().println("no runs below " + options.state);
    }
    return done(
        new RunsDocument("lifeboat.runs/v1", runs), runs.stream().map(RunsCommand::line).toList());
  }

  private static String line(RunRecords.Summary run) {
    return "%-22s %-11s %-19s %s/%s  %s"
        .formatted(run.run(), run.kind(), run.outcome(), run.plan(), run.workload(), run.why())
        .stripTrailing();
  }
}
