package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.LogReader;
import dev.lifeboat.postgres.LogRecord;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.postgres.RestoredServer;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.DatabaseLog.Part;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.NoVaultException;
import dev.lifeboat.vault.RestoreResult;
import dev.lifeboat.vault.Snapshot;
import dev.lifeboat.vault.SnapshotChoice;
import dev.lifeboat.vault.SnapshotContent;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultPath;
import dev.lifeboat.vault.VaultProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings a server's files back into a new folder, with the log from which its first start
/// recovers. Whoever has PostgreSQL of its version starts it. One thread.
public final class PostgresRestore {
  private final Vault vault;
  private final VaultProgress progress;
  private final DatabaseLog log;
  private final Map<String, SnapshotContent> contents;
  private final boolean named;

  /// @param named whether the base was, or what is whole is all that is wanted: it counts then also
  ///   without the log behind it
  private PostgresRestore(Vault vault, VaultProgress progress, DatabaseLog log, boolean named)
      throws IOException {
    this.vault = vault;
    this.progress = progress;
    this.log = log;
    this.contents = vault.contents();
    this.named = named;
  }

  /// What was brought back.
  ///
  /// @param base which files
  /// @param reaches up to where there is log for it
  /// @param recovers up to where a server gets with it: the log may end within a record
  public record Result(RestoreResult files, DatabaseSource base, Lsn reaches, Lsn recovers) {}

  /// What would be brought back.
  ///
  /// @param reaches up to where there is log for it
  public record Reach(Snapshot base, DatabaseSource of, Lsn reaches) {}

  /// A base and the log with which it gets to a target.
  private record Way(Part base, BaseLog own, List<Part> log, Lsn reaches) {
    long segmentBytes() {
      return own.segmentBytes();
    }
  }

  /// Restores the newest base from which the target can be reached.
  ///
  /// @param choice a base, or one of the server whose bases are meant
  /// @param to a folder that is made, or is empty
  /// @throws LogGapException when the vault's log does not reach the target; nothing is written
  /// @throws NoVaultException when there is no such base, or there are some of several servers
  public static Result restore(
      Vault vault, SnapshotChoice choice, RecoveryTarget target, Path to, VaultProgress progress)
      throws IOException, InterruptedException {
    var chosen = vault.base(choice);
    var series =
        DatabaseSource.of(chosen)
            .filter(it -> it.kind() == DatabaseSource.Kind.BASE)
            .map(DatabaseSource::series)
            .orElseThrow(() ->
                new NoVaultException(
                    "the snapshot of %s is no base of a database".formatted(chosen.source())));
    var log = DatabaseLog.of(series, vault.snapshots().snapshots());
    boolean named = choice instanceof SnapshotChoice.Id;
    var bases =
        log.bases().stream()
            .filter(it -> !named || it.snapshot().id().equals(chosen.id()))
            .toList();
    var restore = new PostgresRestore(vault, progress, log, named);
    return restore.bring(restore.way(bases, target), target, to);
  }

  /// The same of one server, by the vault's choice of a base.
  public static Result restore(
      Vault vault, DatabaseLog log, RecoveryTarget target, Path to, VaultProgress progress)
      throws IOException, InterruptedException {
    var restore = new PostgresRestore(vault, progress, log, isWholeEnough(target));
    return restore.bring(restore.way(log.bases(), target), target, to);
  }

  /// What that would bring; nothing is written.
  public static Reach reach(Vault vault, DatabaseLog log, RecoveryTarget target)
      throws IOException, InterruptedException {
    var restore = new PostgresRestore(vault, VaultProgress.SILENT, log, isWholeEnough(target));
    var way = restore.way(log.bases(), target);
    return new Reach(way.base().snapshot(), way.base().of(), way.reaches());
  }

  private static boolean isWholeEnough(RecoveryTarget target) {
    return target instanceof RecoveryTarget.Unbroken;
  }

  /// The newest base that leads there. Where a position is out of its reach, the ones before it
  /// lead there at most in a history that was given up. A transaction or a point may be older than
  /// the newest base; but a server that was set back uses numbers of transactions again.
  private Way way(List<Part> bases, RecoveryTarget target)
      throws IOException, InterruptedException {
    var told = "the vault has no base that is older than it";
    for (var base : bases) {
      if (mayLead(base, target, bases.getFirst())) {
        var way = way(base);
        var reached = reached(way, target);
        if (reached.isPresent()) {
          return reached.get();
        }
        told = told(way);
        if (target instanceof RecoveryTarget.Position) {
          break;
        }
      }
    }
    throw new LogGapException("%s cannot be reached: %s".formatted(target.words(), told));
  }

  private boolean mayLead(Part base, RecoveryTarget target, Part newest) throws IOException {
    return switch (target) {
      case RecoveryTarget.Time(var at) -> !own(base).ended().isAfter(at);
      case RecoveryTarget.Before(var at) -> !own(base).ended().isAfter(at);
      case RecoveryTarget.Position(var at) -> new Lsn(base.of().to()).compareTo(at) <= 0;
      case RecoveryTarget.Latest(), RecoveryTarget.Unbroken() -> base.of().sharesLog(newest.of());
      case RecoveryTarget.Transaction _ -> base.of().chain() == newest.of().chain();
      case RecoveryTarget.Point _ -> true;
    };
  }

  private BaseLog own(Part base) throws IOException {
    var content = contents.get(base.snapshot().id());
    if (content == null) {
      throw new IOException("snapshot %s is gone meanwhile".formatted(base.snapshot().id()));
    }
    return BaseLog.of(content, base.of());
  }

  private Way way(Part base) throws IOException {
    var own = own(base);
    var parts = log.unbroken(base.of(), own.begin().value());
    var end = new Lsn(base.of().to());
    // Less than the base has by itself would stand before that.
    boolean more =
        !parts.isEmpty() && Long.compareUnsigned(parts.getLast().of().to(), end.value()) > 0;
    return more && isOf(own, parts)
        ? new Way(base, own, parts, new Lsn(parts.getLast().of().to()))
        : new Way(base, own, List.of(), end);
  }

  /// Whether the vault's log is that of the base; without it only a base that is named counts.
  private boolean isOf(BaseLog own, List<Part> parts) throws IOException {
    try (var vault = new LogContent(contents, parts, own.begin())) {
      own.requireSame(vault);
      return true;
    } catch (LogGapException another) {
      if (named) {
        return false;
      }
      throw new LogGapException(
          "the base of %s has another log than the vault: %s; name a base by --snapshot"
              .formatted(own.ended(), another.getMessage()),
          another);
    }
  }

  /// The same with no more log than it takes; empty where it does not reach the target.
  private Optional<Way> reached(Way way, RecoveryTarget target)
      throws IOException, InterruptedException {
    var base = way.base().of();
    if (target instanceof RecoveryTarget.Unbroken) {
      return Optional.of(way);
    }
    if (target instanceof RecoveryTarget.Latest) {
      boolean alone = named && way.log().isEmpty();
      return log.gap(base, way.own().begin().value()).isEmpty() || alone
          ? Optional.of(way)
          : Optional.empty();
    }
    var found = record(way, target);
    if (found.isEmpty() || found.get().begin().compareTo(new Lsn(base.to())) < 0) {
      return Optional.empty();
    }
    boolean cut = target instanceof RecoveryTarget.Before;
    var end = cut ? found.get().begin() : found.get().end();
    var needed =
        way.log().stream()
            .filter(it -> Long.compareUnsigned(it.of().from(), end.value()) <= 0)
            .toList();
    return Optional.of(new Way(way.base(), way.own(), needed, end));
  }

  private Optional<LogRecord> record(Way way, RecoveryTarget target)
      throws IOException, InterruptedException {
    var from = new Lsn(way.base().of().from());
    try (var bytes = new LogContent(contents, way.log(), from)) {
      var records = new LogReader(bytes, from, way.segmentBytes());
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        if (target.isReachedBy(next.get())) {
          return next;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    return Optional.empty();
  }

  private String told(Way way) throws IOException, InterruptedException {
    var base = way.base().of();
    var gap = log.gap(base, way.own().begin().value());
    var words =
        "the log behind the base of %s ends at %s".formatted(way.own().ended(), way.reaches());
    if (gap.isPresent()) {
      words += ", where it has a gap";
    }
    return words + lastEnd(way);
  }

  private String lastEnd(Way way) throws IOException, InterruptedException {
    var from = new Lsn(way.base().of().from());
    var last = Optional.<LogRecord>empty();
    try (var bytes = new LogContent(contents, way.log(), from)) {
      var records = new LogReader(bytes, from, way.segmentBytes());
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        last = next.get().ended().isPresent() ? next : last;
      }
    }
    return last.map(it ->
            "; the last transaction in it is %d of %s"
                .formatted(it.transaction(), it.ended().orElseThrow()))
        .orElse("");
  }

  private Result bring(Way way, RecoveryTarget target, Path to)
      throws IOException, InterruptedException {
    var base = way.base();
    var files =
        vault.restore(
            base.snapshot().id(),
            VaultPath.of(RestoredServer.CONTROL),
            VaultPath.of(RestoredServer.UNFINISHED),
            to,
            progress);
    if (!files.damages().isEmpty()) {
      Files.deleteIfExists(to.resolve(RestoredServer.UNFINISHED));
      return new Result(files, base.of(), way.reaches(), new Lsn(base.of().to()));
    }
    var server = new RestoredServer(to);
    int done = 0;
    for (var part : way.log()) {
      try (var out =
          server.log(base.of().timeline(), new Lsn(part.of().from()), way.segmentBytes())) {
        LogContent.write(contents, part, upTo(way.reaches(), part, target, out));
      }
      progress.at("log", ++done, way.log().size(), 0);
    }
    var recovers = recovers(server, way);
    server.recoverTo(target);
    return new Result(files, base.of(), way.reaches(), recovers);
  }

  private static OutputStream upTo(Lsn end, Part part, RecoveryTarget target, OutputStream out) {
    return target instanceof RecoveryTarget.Before
        ? new CutLog(out, end.value() - part.of().from())
        : out;
  }

  /// A base is whole with the log that it has by itself.
  private static Lsn recovers(RestoredServer server, Way way) throws IOException {
    var base = way.base().of();
    var most = way.reaches();
    return server
        .end(base.timeline(), new Lsn(base.from()), way.segmentBytes())
        .map(it -> it.compareTo(most) > 0 ? most : it)
        .filter(it -> it.compareTo(new Lsn(base.to())) > 0)
        .orElse(new Lsn(base.to()));
  }
}
