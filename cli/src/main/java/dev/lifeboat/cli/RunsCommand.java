package dev.lifeboat.cli;

import dev.lifeboat.control.RunRecords;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists all runs, newest first.
@Command(
    name = "runs",
    description = "List all runs, newest first.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  RunsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// All runs.
  record RunsDocument(String schema, List<RunRecords.Summary> runs) {}

  @Override
  public Integer call() throws ProblemException {
    var runs = new RunRecords(options.state).list();
    if (options.json) {
      terminal.out().println(OutputJson.line(new RunsDocument("lifeboat.runs/v1", runs)));
      return 0;
    }
    if (runs.isEmpty()) {
      terminal.err().println("no runs below " + options.state);
    }
    for (var run : runs) {
      terminal
          .out()
          .println(
              String.format(
                      Locale.ROOT,
                      "%-22s %-11s %-19s %s/%s  %s",
                      run.run(),
                      run.kind(),
                      run.outcome(),
                      run.plan(),
                      run.workload(),
                      run.why())
                  .stripTrailing());
    }
    return 0;
  }
}
