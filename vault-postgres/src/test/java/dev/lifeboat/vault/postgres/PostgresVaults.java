package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.PostgresAwait;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import dev.lifeboat.vault.BackupResult;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.FolderStore;
import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.Snapshot;
import dev.lifeboat.vault.SnapshotChoice;
import dev.lifeboat.vault.SourceHost;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Vaults of servers for tests, whose key is all zeros.
final class PostgresVaults {
  static final String SLOT = "vaulted";
  static final SourceHost HOST = new SourceHost("db1");
  static final Duration FLUSH = Duration.ofMillis(200);

  private static final String TIME =
      "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  private static final VaultSecret SECRET = new VaultSecret.KeyFile(new byte[32]);

  private PostgresVaults() {}

  static Vault create(Path folder) throws IOException {
    return create(folder, Clock.systemUTC());
  }

  /// On a machine with that clock.
  static Vault create(Path folder, Clock clock) throws IOException {
    return Vault.create(
        new FolderStore(folder, clock),
        SECRET,
        new PassphraseCost(64, 1, 1),
        new SecureRandom(),
        clock);
  }

  static Vault open(Path folder) throws IOException {
    return Vault.open(
        new FolderStore(folder, Clock.systemUTC()), SECRET, new SecureRandom(), Clock.systemUTC());
  }

  static PostgresSource source(Endpoint replication, Vault vault) {
    return new PostgresSource(replication, HOST, vault);
  }

  static LogFollower follower(PostgresSource source) {
    return new LogFollower(source, SLOT, FLUSH, VaultProgress.SILENT);
  }

  /// Of one kind, in the order of the log.
  static List<Snapshot> of(Vault vault, DatabaseSource.Kind kind) throws IOException {
    Comparator<Snapshot> order =
        Comparator.comparingLong(it -> DatabaseSource.of(it).orElseThrow().from());
    return vault.snapshots().snapshots().stream()
        .filter(it -> DatabaseSource.of(it).filter(of -> of.kind() == kind).isPresent())
        .sorted(order)
        .toList();
  }

  static void awaitBases(Vault vault, int count) {
    PostgresAwait.until(
        count + " bases are in the vault",
        () -> of(vault, DatabaseSource.Kind.BASE).size() >= count);
  }

  static void awaitLog(Vault vault, Lsn end) {
    PostgresAwait.until(
        "the log is in the vault up to " + end,
        () ->
            of(vault, DatabaseSource.Kind.LOG).stream()
                .anyMatch(
                    it -> new Lsn(DatabaseSource.of(it).orElseThrow().to()).compareTo(end) >= 0));
  }

  static int chain(BackupResult base) {
    return DatabaseSource.of(base.snapshot()).orElseThrow().chain();
  }

  static LogStream.Identity server(Site.Node node) throws IOException {
    try (var stream =
        LogStream.open(
            node.source("any").endpoint(), PostgresSource.NAME, PostgresSource.DEADLINE)) {
      return stream.identity();
    }
  }

  /// The last part of the newest log.
  static DatabaseSource last(Vault vault) throws IOException {
    var all = vault.snapshots().snapshots();
    var series =
        all.stream().flatMap(it -> DatabaseSource.of(it).stream()).findFirst().orElseThrow();
    return DatabaseLog.of(series.series(), all).last().orElseThrow().of();
  }

  static PostgresRestore.Result restore(Vault vault, RecoveryTarget target, Path to)
      throws IOException, InterruptedException {
    return PostgresRestore.restore(vault, SnapshotChoice.NEWEST, target, to, VaultProgress.SILENT);
  }

  /// Restores and starts a server that has recovered when this returns.
  static Site.Node recovered(Site site, Vault vault, RecoveryTarget target, String name)
      throws Exception {
    var node = site.node(name);
    restore(vault, target, node.data());
    node.server().writeSettings();
    node.start();
    return node;
  }

  static Session shop(Site.Node node) throws Exception {
    return Session.open(node.admin().in("shop"), Site.DEADLINE);
  }

  static long[] orders(Site.Node node) throws Exception {
    try (var session = shop(node)) {
      return session.queryNumbers("SELECT number FROM orders ORDER BY number");
    }
  }

  /// Up to where the server sends its log.
  static Lsn flushed(Session session) throws Exception {
    return Lsn.parse(session.queryTexts("SELECT pg_current_wal_flush_lsn()::text").getFirst());
  }

  static void awaitNobodyFollows(Session session) {
    PostgresAwait.until(
        "nobody follows", () -> session.slots().stream().noneMatch(it -> it.active()));
  }

  /// By the server's clock.
  static Instant now(Session session) throws Exception {
    return Instant.parse(session.queryTexts(TIME).getFirst());
  }

  /// Until there is a base, and it is older than what is committed next: its time has whole
  /// seconds.
  static void awaitOlderBase(Vault vault, Session session) throws Exception {
    awaitBases(vault, 1);
    var ended = now(session);
    PostgresAwait.until(
        "the server's clock has passed " + ended, () -> now(session).isAfter(ended.plusSeconds(1)));
  }

  /// Right behind what is committed by now.
  static Lsn end(Session session) throws Exception {
    return Lsn.parse(session.queryTexts("SELECT pg_current_wal_insert_lsn()::text").getFirst());
  }
}
