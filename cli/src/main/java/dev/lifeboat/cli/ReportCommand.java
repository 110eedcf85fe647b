package dev.lifeboat.cli;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints where a run's report is.
@Command(
    name = "report",
    description = "Print the path of a run's report, one HTML page that needs no network.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "RUN", description = "The run, as 'lifeboat runs' names it.")
  private String run = "";

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Where the report is.
  record ReportDocument(String schema, String run, String file) {}

  @Override
  public Integer call() throws ProblemException {
    var file = new RunRecords(options.state).folder(run).resolve("report.html");
    if (!Files.exists(file)) {
      throw Problem.lasting(
              Code.LB4004,
              "run %s has no report.html".formatted(run),
              "it may not have ended yet; its other files are in " + file.getParent(),
              "see 'lifeboat runs'")
          .asException();
    }
    if (options.json) {
      terminal
          .out()
          .println(Json.line(new ReportDocument("lifeboat.report/v1", run, file.toString())));
    } else {
      terminal.out().println(file);
    }
    return 0;
  }
}
