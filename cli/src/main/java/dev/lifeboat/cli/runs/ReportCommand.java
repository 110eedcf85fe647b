package dev.lifeboat.cli.runs;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.RunPage;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.RunReview;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a run's report and prints where it is.
@Command(
    name = "report",
    description = "Write a run's report, one HTML page that needs no network, and print its path.",
    footer = {
      "",
      "Exit codes: 0 written, or sealed before; 1 not written; 2 no such run;",
      "3 there is a page, but the run's files are damaged or cannot be read.",
      "Example: lifeboat report 20261120-150411-7q2k"
    })
public final class ReportCommand extends TerminalCommand {
  @Parameters(paramLabel = "RUN", description = "The run, as 'lifeboat runs' names it.")
  private String run = "";

  @Option(
      names = "--review",
      description = "Print the review after a run instead, filled in as far as its files tell.")
  private boolean review;

  /// Where the report is.
  record ReportDocument(String schema, String run, String file) {}

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  private static Path tabletop(RunFolder files) {
    return files.folder().resolve(RunRecords.TABLETOP);
  }

  /// In a folder that may not be read no file is seen, and it is no less one of a run.
  private static void requireSeen(Path folder) throws ProblemException {
    try {
      var _ = DurableFile.isThere(folder.resolve("plan.yaml"));
    } catch (IOException unreadable) {
      throw unreadable(folder, unreadable);
    }
  }

  /// A page that was sealed may be its owner's alone.
  private static void requireReadable(Path page) throws ProblemException {
    if (!Files.isReadable(page)) {
      throw unreadable(page, new AccessDeniedException(page.toString()));
    }
  }

  private static ProblemException unreadable(Path path, IOException cause) {
    return FileFailure.ofRun("read", path, cause, "no report was written", "read it as its owner");
  }

  @Override
  public Integer call() throws ProblemException {
    requireText();
    var records = new RunRecords(options.state);
    var files = records.files(run);
    requireSeen(files.folder());
    var file = files.report();
    if (Stream.of(files.plan(), files.journal(), files.result(), tabletop(files))
        .noneMatch(Files::exists)) {
      throw RunRecords.noRun(
          "%s is no folder of a run".formatted(files.folder()), "no report was written");
    }
    if (review) {
      return review(files);
    }
    boolean stays = RunPage.write(files, Terminal.host().zone().get());
    requireReadable(file);
    int exitCode =
        new DamagedRun(terminal(), options).exitCode(records.summary(files), "report", says(stays));
    var document = new ReportDocument("lifeboat.report/v1", run, file.toString());
    tell(document, List.of(file.toString()));
    return exitCode;
  }

  /// A page says what could be read when it was made.
  private String says(boolean stays) {
    return stays
        ? "the page was sealed before, and 'lifeboat evidence verify %s' tells what holds"
            .formatted(run)
        : "the page says what could be read";
  }

  /// A person goes on with it, so it is none of the run's own files.
  private int review(RunFolder files) throws ProblemException {
    terminal().print(RunReview.markdown(files));
    return 0;
  }

  private void requireText() throws ProblemException {
    if (review && options.json) {
      throw Failures.usage(
          "--review is a text for people", "nothing was printed", "leave --json out");
    }
  }
}
