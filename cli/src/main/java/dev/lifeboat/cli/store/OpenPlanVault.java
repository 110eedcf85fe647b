package dev.lifeboat.cli.store;

import dev.lifeboat.control.BackedUpDatabase;
import dev.lifeboat.control.KeptDatabase;
import dev.lifeboat.control.PlanVault;
import dev.lifeboat.control.RestorePoint;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.BackupSources;
import dev.lifeboat.vault.BackupResult;
import dev.lifeboat.vault.DamageException;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.DatabaseLog.Part;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.NoVaultException;
import dev.lifeboat.vault.Snapshot;
import dev.lifeboat.vault.SourceHost;
import dev.lifeboat.vault.TrailEntry;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultDamage;
import dev.lifeboat.vault.VaultRetention;
import dev.lifeboat.vault.postgres.LogFollower;
import dev.lifeboat.vault.postgres.LogGapException;
import dev.lifeboat.vault.postgres.PostgresRestore;
import dev.lifeboat.vault.postgres.PostgresSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A vault of a plan, with PostgreSQL in it.
///
/// @param at where it is, as people read it
/// @param plan as it can be typed in a command
record OpenPlanVault(
    VaultPlace place, String at, String plan, Vault vault, OpenStores stores, VaultTicker ticker)
    implements PlanVault {

  private static final String ANOTHER_SERVER =
      "the server is another one than was kept before, so its log begins anew";

  /// Something that is done with it.
  private interface Work<T> {
    T get() throws IOException, InterruptedException;
  }

  private <T> T interruptible(Work<T> work) throws InterruptedException, ProblemException {
    try {
      return work.get();
    } catch (IOException failed) {
      throw VaultFailures.told(
          at,
          "run it again",
          "begin anew by 'lifeboat backup %1$s --now'; 'lifeboat points %1$s' says what there is"
              .formatted(plan),
          failed);
    }
  }

  private <T> T quick(Work<T> work) throws ProblemException {
    try {
      return interruptible(work);
    } catch (InterruptedException never) {
      throw new IllegalStateException("a look at a vault cannot be interrupted", never);
    }
  }

  @Override
  public KeptDatabase kept(BackedUpDatabase database) throws ProblemException {
    return quick(() -> {
      var logs = logs(database);
      return new KeptDatabase(
          logs.stream().flatMap(log -> log.bases().stream().map(it -> base(log, it))).toList(),
          logs.stream()
              .limit(1)
              .flatMap(it -> it.last().stream())
              .findFirst()
              .map(it -> it.snapshot().ended()));
    });
  }

  /// Of each server that was kept as this database, the newest first: one that was made anew is
  /// another one, and what was kept of the one before stays.
  private List<DatabaseLog> logs(BackedUpDatabase database) throws IOException {
    var all = vault.snapshots().snapshots();
    return all.stream()
        .flatMap(it -> DatabaseSource.of(it).stream())
        .filter(it -> isOf(it, database))
        .map(DatabaseSource::series)
        .distinct()
        .map(it -> DatabaseLog.of(it, all))
        .toList();
  }

  private static boolean isOf(DatabaseSource source, BackedUpDatabase database) {
    return source.host().name().equals(database.host());
  }

  private static KeptDatabase.Base base(DatabaseLog log, Part base) {
    var of = base.of();
    var end = log.unbroken(of, of.from()).stream().reduce((_, later) -> later);
    var last = end.filter(it -> Long.compareUnsigned(it.of().to(), of.to()) > 0).orElse(base);
    var snapshot = base.snapshot();
    return new KeptDatabase.Base(
        snapshot.id(),
        snapshot.begun(),
        snapshot.ended(),
        snapshot.totals().bytes(),
        new Lsn(of.to()).toString(),
        new Lsn(last.of().to()).toString(),
        last.snapshot().ended(),
        log.gap(of, of.from()).isPresent());
  }

  @Override
  public void retain(BackedUpDatabase database) throws ProblemException {
    var _ =
        quick(() -> {
          var custody = vault.custody();
          var inForce = custody.trail().retentions();
          for (var rule : rules(database)) {
            if (!inForce.contains(rule)) {
              custody.retain(rule);
            }
          }
          return true;
        });
  }

  private List<VaultRetention> rules(BackedUpDatabase database) {
    var all = place.retain().map(it -> new VaultRetention("", wholeDays(it)));
    var own = new VaultRetention(database.host() + ":", days(database));
    return Stream.concat(all.stream(), Stream.of(own)).toList();
  }

  private static long days(BackedUpDatabase database) {
    return database
        .policy()
        .kept()
        .inForce()
        .map(OpenPlanVault::wholeDays)
        .orElse(VaultRetention.FOR_EVER);
  }

  /// What is kept for 36 hours stays two days, not one.
  private static long wholeDays(Duration kept) {
    return kept.plusDays(1).minusNanos(1).toDays();
  }

  @Override
  public Taken take(BackedUpDatabase database, BackupSources.Login from, boolean base)
      throws InterruptedException, ProblemException {
    var endpoint =
        new Endpoint(
            from.host(),
            from.port(),
            from.database(),
            new Credential(from.user(), from.password()));
    if (base) {
      vault.forget();
    }
    return interruptible(() -> {
      var source = new PostgresSource(endpoint, new SourceHost(database.host()), vault);
      var follower =
          new LogFollower(
              source, LogStream.vaultSlot(place.name()), database.policy().logs(), ticker);
      var taken = new ArrayList<BackupResult>();
      try {
        var reached = follower.catchUp(base, taken::add);
        return taken(
            database,
            taken,
            reached,
            taken.isEmpty() || !isAnotherServer(database)
                ? Optional.empty()
                : Optional.of(ANOTHER_SERVER));
      } catch (LogGapException | DamageException gap) {
        if (base || !taken.isEmpty()) {
          throw gap;
        }
        var reached = follower.catchUp(true, taken::add);
        return taken(database, taken, reached, Optional.of(String.valueOf(gap.getMessage())));
      }
    });
  }

  /// Whether the newest base is the first one of its server, and there was one before.
  boolean isAnotherServer(BackedUpDatabase database) throws IOException {
    var logs = logs(database);
    return logs.size() > 1 && logs.getFirst().bases().size() == 1;
  }

  private Taken taken(
      BackedUpDatabase database, List<BackupResult> bases, Lsn reached, Optional<String> gap)
      throws IOException {
    var newest =
        logs(database).stream()
            .flatMap(it -> it.newest().stream())
            .findFirst()
            .map(Part::of)
            .orElseThrow();
    var base = bases.stream().reduce((_, later) -> later);
    return new Taken(
        base.map(it -> it.snapshot().id()),
        base.map(BackupResult::addedBytes).orElse(0L),
        reached.toString(),
        gap,
        base.map(it -> it.snapshot().ended()),
        newest.timeline(),
        newest.history());
  }

  @Override
  public int copyTo(PlanVault other, BackedUpDatabase database)
      throws InterruptedException, ProblemException {
    if (!(other instanceof OpenPlanVault target)) {
      throw new IllegalArgumentException("a vault is copied into one of its kind");
    }
    return interruptible(() -> {
      var there =
          target.vault.snapshots().snapshots().stream().map(OpenPlanVault::identity).toList();
      var missing =
          vault.snapshots().snapshots().stream()
              .filter(it -> DatabaseSource.of(it).filter(of -> isOf(of, database)).isPresent())
              .filter(it -> !there.contains(identity(it)))
              .map(Snapshot::id)
              .toList();
      if (missing.isEmpty()) {
        return 0;
      }
      var result = vault.copyTo(target.vault, it -> missing.contains(it.id()), ticker);
      return result.requireWhole().copied().size();
    });
  }

  /// The same in each vault.
  private static String identity(Snapshot snapshot) {
    return "%s %s".formatted(snapshot.source(), snapshot.ended());
  }

  @Override
  public Reach reach(BackedUpDatabase database, RestorePoint point)
      throws InterruptedException, ProblemException {
    return interruptible(() -> {
      var found = PostgresRestore.reach(vault, leading(database, point), target(point));
      return reach(found.base(), found.of(), found.reaches());
    });
  }

  /// Of the newest server that leads there: what was made anew empty is not all that was kept. The
  /// end is that of the newest one alone.
  private DatabaseLog leading(BackedUpDatabase database, RestorePoint point)
      throws IOException, InterruptedException {
    IOException why =
        new NoVaultException(
            "the vault has no backup of '%s'".formatted(database.database().name()));
    for (var log : logs(database)) {
      try {
        var _ = PostgresRestore.reach(vault, log, target(point));
        return log;
      } catch (LogGapException another) {
        if (point instanceof RestorePoint.End || point instanceof RestorePoint.Unbroken) {
          throw another;
        }
        why = why instanceof LogGapException ? why : another;
      }
    }
    throw why;
  }

  @Override
  public Restored restore(BackedUpDatabase database, RestorePoint point, Path to)
      throws InterruptedException, ProblemException {
    return interruptible(() -> {
      var result =
          PostgresRestore.restore(vault, leading(database, point), target(point), to, ticker);
      var files = result.files();
      return new Restored(
          reach(files.snapshot(), result.base(), result.reaches()),
          result.recovers().toString(),
          files.files(),
          files.bytes(),
          files.damages().stream().map(VaultDamage::toString).toList());
    });
  }

  private static Reach reach(Snapshot base, DatabaseSource of, Lsn reaches) {
    return new Reach(base.id(), base.ended(), reaches.toString(), of.timeline(), of.history());
  }

  private static RecoveryTarget target(RestorePoint point) {
    return switch (point) {
      case RestorePoint.Latest(), RestorePoint.End() -> new RecoveryTarget.Latest();
      case RestorePoint.Unbroken() -> new RecoveryTarget.Unbroken();
      case RestorePoint.Before(var at) -> new RecoveryTarget.Before(at);
      case RestorePoint.Time(var at) -> new RecoveryTarget.Time(at);
      case RestorePoint.Position(var lsn) -> new RecoveryTarget.Position(Lsn.parse(lsn));
      case RestorePoint.Transaction(var id) -> new RecoveryTarget.Transaction(id);
      case RestorePoint.Named(var name) -> new RecoveryTarget.Point(name);
    };
  }

  @Override
  public List<Event> history(BackedUpDatabase database) throws ProblemException {
    return quick(() -> {
      var own =
          vault.snapshots().snapshots().stream()
              .filter(it -> DatabaseSource.of(it).filter(of -> isOf(of, database)).isPresent())
              .map(Snapshot::id)
              .toList();
      return vault.custody().trail().entries().stream()
          .filter(it ->
              it.text().startsWith(database.host() + ":")
                  || it.names().stream().anyMatch(own::contains))
          .map(OpenPlanVault::event)
          .toList();
    });
  }

  private static Event event(TrailEntry entry) {
    return new Event(
        entry.at(), entry.by().who(), entry.kind().word(), entry.names(), entry.text());
  }

  @Override
  public void close() {
    stores.close();
  }
}
