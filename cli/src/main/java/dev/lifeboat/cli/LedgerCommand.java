package dev.lifeboat.cli;

import dev.lifeboat.control.FailbackLedger;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerCsv;
import dev.lifeboat.ledger.LedgerException;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.LedgerSql;
import dev.lifeboat.ledger.LedgerSummary;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Shows the writes that exist only on the old side of a run; and the old files that are kept, of
/// which it removes one by its name. It changes nothing else.
@Command(
    name = "ledger",
    description = "Show the writes that exist only on the old side after a failover.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The SQL is for review: it finds rows by business key, and ends with ROLLBACK.",
      "Old files never go by themselves: --kept lists them, --kept --remove NAME removes one.",
      "Examples:",
      "  lifeboat ledger 20261120-150411-7q2k --format sql",
      "  lifeboat ledger lifeboat.yaml --kept --remove east/orders.kept-4"
    })
final class LedgerCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

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

  LedgerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// How the ledger is shown.
  enum Format {
    sql,
    json,
    csv
  }

  /// The whole ledger.
  record LedgerDocument(
      String schema,
      String run,
      String region,
      boolean whole,
      List<StoreReadback> stores,
      LedgerSummary summary,
      List<JsonNode> entries) {}

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    if (kept) {
      return new KeptTable(terminal, options).show(Path.of(run), Optional.ofNullable(remove));
    } else if (remove != null) {
      throw Failures.usage(
          "--remove '%s' without --kept".formatted(remove),
          "nothing was removed",
          "lifeboat ledger PLAN --kept --remove " + remove);
    }
    var ledger = read();
    if (options.json || format == Format.json) {
      terminal.out().println(OutputJson.line(document(ledger)));
    } else if (format == Format.sql) {
      terminal.out().print(LedgerSql.of(ledger));
    } else if (format == Format.csv) {
      terminal.out().print(LedgerCsv.of(ledger));
    } else {
      summarise(ledger);
    }
    return 0;
  }

  private static LedgerDocument document(Ledger ledger) {
    return new LedgerDocument(
        "lifeboat.ledger-document/v1",
        ledger.run(),
        ledger.region(),
        ledger.whole(),
        ledger.stores(),
        LedgerSummary.of(ledger),
        ledger.entries().stream().<JsonNode>map(LedgerFormat::entry).toList());
  }

  private Ledger read() throws ProblemException {
    var folder = new RunRecords(options.state).folder(run);
    var files = new RunFolder(new RunId(run), folder);
    var file = files.ledger();
    if (!Files.exists(file)) {
      requireTried(files);
      throw Problem.lasting(
              Code.LB4004,
              "run '%s' has no ledger".formatted(run),
              "nothing was read back: a ledger is in the folder of a failover whose old side came"
                  + " home",
              "see 'lifeboat runs' for the others")
          .asException();
    }
    try {
      return LedgerFormat.parse(Files.readAllBytes(file));
    } catch (LedgerException damaged) {
      throw unreadable(file + ":" + damaged.line() + " " + damaged.getMessage(), damaged);
    } catch (IOException unreadable) {
      throw unreadable(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  /// Nothing is known of a run whose controller died before it asked.
  private static void requireTried(RunFolder files) throws ProblemException {
    if (RunRecords.state(files.folder())
        .filter(it -> FailbackLedger.isMissing(files, it))
        .isPresent()) {
      throw Problem.passing(
              Code.LB4004,
              "run '%s' has no ledger yet".formatted(files.run()),
              "it ended, and its controller died before it kept what the old side has alone",
              "lifeboat resume %s keeps it".formatted(files.run()))
          .asException();
    }
  }

  private static ProblemException unreadable(String why, Exception cause) {
    return new ProblemException(
        Problem.lasting(
            Code.LB4001,
            "the ledger cannot be read: " + why,
            "nothing was changed",
            "see what 'lifeboat evidence verify' says of the folder"),
        cause);
  }

  /// Rows that a comparison found come last, and have no time.
  private static String committed(LedgerSummary.Table table) {
    if (table.first() == null) {
      return "; found by comparison";
    }
    return "; committed %s to %s"
        .formatted(table.first(), Objects.requireNonNullElse(table.last(), "when no log tells"));
  }

  private void summarise(Ledger ledger) {
    var out = terminal.out();
    out.println(
        "%s  %s%d rows and %d object versions exist in %s alone"
            .formatted(
                ledger.run(),
                ledger.whole() ? "" : "NOT WHOLE: at least ",
                ledger.rows().size(),
                ledger.versions().size(),
                ledger.region()));
    var summary = LedgerSummary.of(ledger);
    for (var table : summary.rows()) {
      out.println(
          "  %s %s  %d inserted, %d updated, %d deleted%s; %d by the canary%s"
              .formatted(
                  table.database(),
                  table.table(),
                  table.inserts(),
                  table.updates(),
                  table.deletes(),
                  table.truncates() > 0 ? ", emptied" : "",
                  table.canary(),
                  committed(table)));
    }
    for (var bucket : summary.objects()) {
      out.println(
          "  %s  %d versions, %d delete markers; %d by the canary"
              .formatted(bucket.bucket(), bucket.versions(), bucket.markers(), bucket.canary()));
    }
    for (var store : ledger.stores()) {
      if (!store.whole()) {
        out.println(
            "  %s  unknown beyond %s: %s"
                .formatted(store.store(), store.unknownBeyond(), store.why()));
      }
      if (store.readBy() != null) {
        out.println("  %s  read by %s".formatted(store.store(), store.readBy().word()));
      }
      if (store.uncovered() != null) {
        out.println("  %s  not in it: %s".formatted(store.store(), store.uncovered()));
      }
    }
  }
}
