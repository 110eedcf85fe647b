package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.store.VaultTicker;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.vault.SnapshotDocument.Flaw;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.RestoreResult;
import dev.lifeboat.vault.SnapshotChoice;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.postgres.PostgresRestore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings a snapshot back.
@Command(
    name = "restore",
    description = "Bring a snapshot back, into a folder that is new or empty.",
    footer = {
      "",
      "Of a database it brings files and log: its first start recovers from them.",
      "Of a folder, --time brings the newest snapshot that had ended by then.",
      "Of several sources, --source, --host or an id says which; else it is refused.",
      "Exit codes: 0 done; 1 failed, or done but for the paths that are listed; 2 bad",
      "usage, no such vault or snapshot, several sources, another key, or a target",
      "that holds something.",
      "Example: lifeboat vault restore /backup --to /srv/new --key-file ~/vault.key"
    })
public final class VaultRestoreCommand extends VaultReadCommand {
  @Option(names = "--to", paramLabel = "PATH", required = true, description = "The new folder.")
  private Path target = Path.of("");

  @Option(
      names = "--snapshot",
      paramLabel = "ID",
      description = "Which one, or how its id begins (default: the newest).")
  private @Nullable String snapshot;

  @Mixin private SourceOptions sources = new SourceOptions();

  @Option(
      names = "--only",
      paramLabel = "PATH",
      description =
          "This path within the snapshot, with all below it; several may be named (default: all).")
  private List<String> only = List.of();

  @Mixin private TargetOptions targets = new TargetOptions();

  /// What was brought back.
  ///
  /// @param database null where that was a folder
  record RestoreDocument(
      String schema,
      String vault,
      SnapshotDocument snapshot,
      String to,
      long files,
      long bytes,
      double seconds,
      long otherOwner,
      List<Flaw> damaged,
      List<Flaw> absent,
      @Nullable RestoredDatabase database) {}

  @Override
  protected String again() {
    return "remove what is in %s and run it again".formatted(target);
  }

  @Override
  protected int work() throws IOException, ProblemException, InterruptedException {
    var end = targets.target().orElseGet(RecoveryTarget.Latest::new);
    var named = sources.choice(snapshot, null);
    targets.requireWhole(targets.areOfLog(), only);
    var vault = open();
    boolean base = targets.areOfLog() || DatabaseSource.isBase(vault.readable(named));
    targets.requireWhole(base, only);
    boolean whole = base && only.isEmpty();
    var choice = whole ? named : sources.choice(snapshot, targets.moment());
    try (var progress = progress()) {
      progress.tell("restore", "begun", "%s into %s".formatted(place, target));
      var ticker = new VaultTicker(progress, Clock.systemUTC(), live());
      return whole
          ? database(vault, choice, end, ticker, progress)
          : files(vault, choice, ticker, progress);
    }
  }

  private int files(
      Vault vault, SnapshotChoice choice, VaultTicker ticker, ProgressPrinter progress)
      throws IOException, InterruptedException {
    var began = Terminal.now();
    var paths = only.stream().map(VaultSubcommand::path).toList();
    var result = vault.restore(choice, paths, target, ticker);
    return tell(result, null, Duration.between(began, Terminal.now()), progress);
  }

  private int database(
      Vault vault,
      SnapshotChoice choice,
      RecoveryTarget end,
      VaultTicker ticker,
      ProgressPrinter progress)
      throws IOException, InterruptedException {
    var began = Terminal.now();
    var result = PostgresRestore.restore(vault, choice, end, target, ticker);
    var database = RestoredDatabase.of(result, end);
    var took = Duration.between(began, Terminal.now());
    return tell(result.files(), database, took, progress);
  }

  private int tell(
      RestoreResult result,
      @Nullable RestoredDatabase database,
      Duration took,
      ProgressPrinter progress) {
    progress.tell("restore", "done", VaultTicker.words(result.files(), 0, result.bytes(), took));
    var of = SnapshotDocument.of(result.snapshot());
    var damaged = Flaw.ofDamage(result.damages());
    var absent = Flaw.ofAbsent(result.absent());
    var lines = new ArrayList<String>();
    lines.add(
        "%s, %s of snapshot %s: in %s, after %s"
            .formatted(
                Count.of(result.files(), "file"),
                ByteCount.text(result.bytes()),
                of.shortId(),
                target,
                Spans.took(took)));
    if (result.plain() > 0) {
      lines.add(
          "%d of them yours now, since you may not give files away".formatted(result.plain()));
    }
    if (damaged.isEmpty() && database != null) {
      lines.add(database.line(target));
    }
    damaged.forEach(it -> lines.add(it.line("damaged")));
    absent.forEach(it -> lines.add(it.line("never kept")));
    tell(
        new RestoreDocument(
            "lifeboat.vault-restore/v1",
            place,
            of,
            target.toString(),
            result.files(),
            result.bytes(),
            SpanText.number(took),
            result.plain(),
            damaged,
            absent,
            database),
        lines);
    return exitCode(damaged);
  }
}
