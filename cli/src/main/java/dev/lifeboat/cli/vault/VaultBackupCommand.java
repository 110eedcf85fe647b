package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.store.VaultTicker;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.vault.SnapshotDocument.Flaw;
import dev.lifeboat.plan.Count;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.BackupResult;
import dev.lifeboat.vault.SourceHost;
import dev.lifeboat.vault.postgres.PostgresSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Backs a folder or a database up.
@Command(
    name = "backup",
    description = "Keep a folder, a file or a running PostgreSQL as it is now.",
    footer = {
      "",
      "Of a folder, extended attributes and access lists are not kept.",
      "Exit codes: 0 done; 1 failed, or done but for the paths that are listed, or a",
      "database's log has a gap; 2 bad usage, no such vault, or another key.",
      "Example: lifeboat vault backup /backup /srv/data --key-file ~/vault.key",
      "Example: lifeboat vault backup /backup --postgres db1 --follow"
    })
public final class VaultBackupCommand extends VaultSubcommand {
  @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = "What is backed up.")
  private @Nullable Path path;

  @Mixin private PostgresOptions postgres = new PostgresOptions();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The machine it is of, which tells equal paths apart (default: this one).")
  private @Nullable String host;

  /// What was kept.
  record BackupDocument(
      String schema,
      String vault,
      SnapshotDocument snapshot,
      long unchanged,
      long addedBytes,
      long storedBytes,
      double seconds,
      List<Flaw> absent) {}

  @Override
  protected int work() throws IOException, ProblemException, InterruptedException {
    var server = postgres.endpoint();
    if (server.isPresent() == (path != null)) {
      throw Failures.usage(
          path == null ? "nothing says what is backed up" : "both a path and a server are named",
          "nothing was read or written",
          "name either a PATH or a server by --postgres HOST");
    }
    return server.isPresent() ? database(server.get()) : folder(Objects.requireNonNull(path));
  }

  private int folder(Path folder) throws IOException, ProblemException, InterruptedException {
    SourceFolder.requireOutside(folder, place);
    var from = from(SourceHost.here());
    var vault = open();
    try (var progress = progress()) {
      progress.tell("backup", "begun", "%s into %s".formatted(folder, place));
      return done(vault.backup(from, folder, ticker(progress)), progress);
    }
  }

  private int database(Endpoint server) throws IOException, ProblemException, InterruptedException {
    var from = from(new SourceHost(server.host().replaceAll("[^A-Za-z0-9._-]", "-")));
    var source = new PostgresSource(server, from, open());
    try (var progress = progress()) {
      progress.tell("backup", "begun", "%s into %s".formatted(server, place));
      var ticker = ticker(progress);
      if (!postgres.follows()) {
        return done(source.backup(ticker), progress);
      }
      postgres
          .follower(source, ticker)
          .follow(
              postgres.takesBase(),
              base -> progress.tell("backup", "done", SnapshotDocument.of(base.snapshot()).line()));
      return 0;
    }
  }

  private VaultTicker ticker(ProgressPrinter progress) {
    return new VaultTicker(progress, Clock.systemUTC(), live());
  }

  private int done(BackupResult result, ProgressPrinter progress) {
    var snapshot = SnapshotDocument.of(result.snapshot());
    var took = Duration.between(snapshot.begun(), snapshot.ended());
    progress.tell(
        "backup",
        "done",
        VaultTicker.words(snapshot.files(), snapshot.files(), snapshot.bytes(), took));
    return tell(result, snapshot, took);
  }

  private SourceHost from(SourceHost unsaid) throws ProblemException {
    try {
      return host == null ? unsaid : new SourceHost(host);
    } catch (IllegalArgumentException wrong) {
      throw Failures.usage(
          "--host: " + wrong.getMessage(),
          "nothing was read or written",
          "name the machine as it calls itself, or leave the option out");
    }
  }

  private int tell(BackupResult result, SnapshotDocument snapshot, Duration took) {
    var absent = Flaw.ofAbsent(result.absent());
    var lines = new ArrayList<String>();
    lines.add(
        "snapshot %s of %s: %s, %s in %s"
            .formatted(
                snapshot.shortId(),
                snapshot.source(),
                Count.of(snapshot.files(), "file"),
                ByteCount.text(snapshot.bytes()),
                Spans.took(took)));
    lines.add(
        "  new  %s, stored as %s; %s as before"
            .formatted(
                ByteCount.text(result.addedBytes()),
                ByteCount.text(result.storedBytes()),
                Count.of(result.unchanged(), "file")));
    absent.forEach(it -> lines.add(it.line("not kept")));
    tell(
        new BackupDocument(
            "lifeboat.vault-backup/v1",
            place,
            snapshot,
            result.unchanged(),
            result.addedBytes(),
            result.storedBytes(),
            Spans.between(snapshot.begun(), snapshot.ended()),
            absent),
        lines);
    return exitCode(absent);
  }
}
