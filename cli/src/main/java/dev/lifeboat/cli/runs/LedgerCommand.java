package dev.lifeboat.cli.runs;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.FailbackLedger;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerCsv;
import dev.lifeboat.ledger.LedgerException;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.LedgerSql;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows the writes that exist only on the old side of a run; and the old files that are kept, of
/// which it removes one by its name. It changes nothing else.
@Command(
    name = "ledger",
    description = "Show the writes that exist only on the old side after a failover.",
    footer = {
      "",
      "The SQL is for review: it finds rows by business key, and ends with ROLLBACK.",
      "Old files never go by themselves: --kept lists them, --kept --remove NAME",
      "removes one.",
      "Exit code 3: the ledger is shown, but the run's other files are damaged.",
      "Examples:",
      "  lifeboat ledger 20261120-150411-7q2k --format sql",
      "  lifeboat ledger lifeboat.yaml --kept --remove east/orders.kept-4"
    })
public final class LedgerCommand extends TerminalCommand {
  @Parameters(
      paramLabel = "RUN",
      description = "The run, as 'lifeboat runs' names it; with --kept the plan file.")
  private String run = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; without it, a summary by table and bucket.")
  private @Nullable Format format;

  @Option(
      names = "--kept",
      description = "List the old files that a lab's regions keep: why, since when, how large.")
  private boolean kept;

  @Option(
      names = "--remove",
      paramLabel = "NAME",
      description = "With --kept: remove the old files of that name, for good.")
  private @Nullable String remove;

  /// How the ledger is shown.
  enum Format {
    sql,
    json,
    csv
  }

  @Override
  protected Path near() {
    return kept ? StateFolder.above(PlanFile.of(Path.of(run))) : super.near();
  }

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    requireWithout("--kept", "nothing was shown", "--format");
    if (kept) {
      return new KeptTable(terminal(), options).show(Path.of(run), Optional.ofNullable(remove));
    } else if (remove != null) {
      throw Failures.usage(
          "--remove '%s' without --kept".formatted(remove),
          "nothing was removed",
          Files.isRegularFile(Path.of(run))
              ? "lifeboat ledger %s --kept --remove %s"
                  .formatted(ShellWord.ofPath(run), ShellWord.of(remove))
              : "leave it out: lifeboat ledger " + ShellWord.of(run));
    }
    options.requireOneForm(format, Format.json);
    var records = new RunRecords(options.state);
    var files = records.files(run);
    var ledger = read(files);
    terminal()
        .print(
            switch (options.json ? Format.json : format) {
              case sql -> LedgerSql.of(ledger);
              case csv -> LedgerCsv.of(ledger);
              case json -> OutputJson.line(LedgerDocument.of(ledger)) + "\n";
              case null -> String.join("\n", LedgerDocument.lines(ledger)) + "\n";
            });
    return new DamagedRun(terminal(), options)
        .exitCode(records.summary(files), "ledger", "the ledger is told as its file has it");
  }

  private Ledger read(RunFolder files) throws ProblemException {
    if (!Files.exists(files.ledger())) {
      throw isSealed(files)
          ? unreadable(
              files,
              files.ledger() + " is not there, and the run was sealed with it",
              new NoSuchFileException(files.ledger().toString()))
          : missing(files).asException();
    }
    try {
      return LedgerFormat.parse(Files.readAllBytes(files.ledger()));
    } catch (LedgerException damaged) {
      throw unreadable(
          files,
          "%s:%d %s".formatted(files.ledger(), damaged.line(), damaged.getMessage()),
          damaged);
    } catch (IOException unreadable) {
      throw unreadable(files, FileFailure.told(unreadable), unreadable);
    }
  }

  private static boolean isSealed(RunFolder files) throws ProblemException {
    return JournalReader.find(files.journal()).stream()
        .flatMap(journal -> journal.entries().stream())
        .anyMatch(entry ->
            entry.event() instanceof Event.Sealed sealed
                && sealed.files().containsKey(files.ledger().getFileName().toString()));
  }

  /// Nothing is known of a run whose controller died before it asked.
  private Problem missing(RunFolder files) throws ProblemException {
    boolean untried =
        RunRecords.state(files.folder())
            .filter(it -> FailbackLedger.isMissing(files, it))
            .isPresent();
    return Problem.lasting(
        Code.LB4004,
        "run '%s' has no ledger%s".formatted(run, untried ? " yet" : ""),
        untried
            ? "it ended, and its controller died before it kept what the old side has alone"
            : "nothing was read back: a ledger is in the folder of a failover whose old side came"
                + " home",
        untried ? "have it kept: lifeboat resume " + run : "see 'lifeboat runs' for the others");
  }

  private static ProblemException unreadable(RunFolder files, String why, Exception cause) {
    return Problem.lasting(
            Code.LB4001,
            "the ledger cannot be read: " + why,
            "nothing was changed",
            "see what the seal says: lifeboat evidence verify "
                + ShellWord.of(files.folder().toString()))
        .asException(cause);
  }
}
