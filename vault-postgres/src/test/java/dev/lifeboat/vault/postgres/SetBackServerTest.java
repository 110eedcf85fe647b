package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.PostgresAwait;
import dev.lifeboat.postgres.RecoveryTarget.Latest;
import dev.lifeboat.postgres.RecoveryTarget.Position;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.ReadShare;
import dev.lifeboat.vault.SnapshotChoice;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultProgress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server whose files were put back as they were before: the same server and timeline, and
/// another log at the same positions.
@ExtendWith(Binaries.class)
class SetBackServerTest {
  private static final long SEGMENT = 16L << 20;

  @TempDir private Path folder;
  private Vault vault;

  @BeforeEach
  void make() throws Exception {
    vault = PostgresVaults.create(folder.resolve("vault"));
  }

  /// Goal: it is told, and a new base begins a log that is restored, whatever positions the old one
  /// has; that one is restored too. A base alone begins one as well; one of an older release, which
  /// did not look, is not restored with the old log.
  ///
  /// Method: the vault's log ends with a file, where nothing of the server's next one tells that it
  /// is another. The server is behind it, or wrote beyond it by then.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_was_set_back_is_told_and_a_new_base_begins_a_new_chain(
      boolean beyond, Site site) throws Exception {
    var east = site.primary("east");
    var source = PostgresVaults.source(east.source("any").endpoint(), vault);
    var follower = PostgresVaults.follower(source);
    keepRow(east, follower, 1);
    var copy = copy(east);
    var old = keepRow(east, follower, 2);
    keepRow(east, follower, 4); // A base begins with a file of its own, which the log has too.
    putBack(copy, east);
    try (var shop = PostgresVaults.shop(east)) {
      if (beyond) {
        var end = new Lsn(PostgresVaults.last(vault).to());
        for (long row = 10; PostgresVaults.flushed(shop).compareTo(end) <= 0; row++) {
          shop.execute("INSERT INTO orders VALUES (%d)".formatted(row));
          shop.queryTexts("SELECT pg_switch_wal()::text");
        }
      }
    }

    assertThatThrownBy(() -> follower.follow(false, _ -> {}))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining(beyond ? "is another than that in the vault" : "was set back");
    var first = PostgresVaults.of(vault, Kind.BASE).getFirst();
    if (!beyond) {
      source.backup(PostgresVaults.server(east), 0, VaultProgress.SILENT);
      var to = folder.resolve("none");
      assertThatThrownBy(() -> PostgresVaults.restore(vault, new Latest(), to))
          .isInstanceOf(LogGapException.class)
          .hasMessageContaining("has another log than the vault");
      assertThat(to).doesNotExist();
    }
    assertThat(PostgresVaults.chain(source.backup(VaultProgress.SILENT))).isEqualTo(1);

    long[] rows;
    try (var shop = PostgresVaults.shop(east)) {
      try (var _ = new FollowerThread(follower, true)) {
        PostgresAwait.until("a new chain", () -> PostgresVaults.last(vault).chain() == 2);
        shop.execute("INSERT INTO orders VALUES (3)");
        awaitLog(PostgresVaults.flushed(shop));
      }
      rows = PostgresVaults.orders(east);
    }
    assertThat(vault.check(ReadShare.NONE, VaultProgress.SILENT).damages()).isEmpty();
    var node = PostgresVaults.recovered(site, vault, new Latest(), "new");
    assertThat(PostgresVaults.orders(node)).isEqualTo(rows).contains(1, 3).doesNotContain(2, 4);
    node.kill();

    var before = site.node("old");
    var choice = new SnapshotChoice.Id(first.id());
    PostgresRestore.restore(vault, choice, new Position(old), before.data(), VaultProgress.SILENT);
    before.server().writeSettings();
    before.start();
    assertThat(PostgresVaults.orders(before)).containsExactly(1, 2);
  }

  /// Before this release a slot kept nothing of a file that was full.
  @Test
  void a_file_that_the_slot_of_an_older_release_did_not_keep_is_no_gap(Site site) throws Exception {
    var east = site.primary("east");
    var follower =
        PostgresVaults.follower(PostgresVaults.source(east.source("any").endpoint(), vault));
    keepRow(east, follower, 1);
    var end = new Lsn(PostgresVaults.last(vault).to());
    try (var shop = PostgresVaults.shop(east)) {
      shop.execute("INSERT INTO orders VALUES (2)");
      shop.queryTexts(
          "SELECT end_lsn::text FROM pg_replication_slot_advance('%s', '%s')"
              .formatted(PostgresVaults.SLOT, end));
      shop.execute("ALTER SYSTEM SET wal_keep_size = 0");
      shop.queryTexts("SELECT pg_reload_conf()::text");
      var file =
          "SELECT name FROM pg_ls_waldir() WHERE name = pg_walfile_name('%s')"
              .formatted(new Lsn(end.value() - 1));
      PostgresAwait.until(
          "the server removed it",
          () -> {
            shop.execute("CHECKPOINT");
            return shop.queryTexts(file).isEmpty();
          });
    }
    keepRow(east, follower, 3);
    assertThat(PostgresVaults.last(vault).chain()).isZero();
  }

  /// Inserts a row and follows until it is in the vault, and with it all of its file, and no more.
  ///
  /// @return right behind the row
  private Lsn keepRow(Site.Node node, LogFollower follower, long row) throws Exception {
    try (var shop = PostgresVaults.shop(node)) {
      shop.execute("INSERT INTO orders VALUES (%d)".formatted(row));
      var end = PostgresVaults.end(shop);
      do {
        // Another record may come behind the switch, such as a checkpoint's.
        shop.queryTexts("SELECT txid_current()::text");
        keepFile(shop, follower);
        PostgresVaults.awaitNobodyFollows(shop);
      } while (PostgresVaults.last(vault).to() % SEGMENT != 0);
      return end;
    }
  }

  private void keepFile(Session shop, LogFollower follower) throws Exception {
    try (var _ = new FollowerThread(follower, false)) {
      var switched = Lsn.parse(shop.queryTexts("SELECT pg_switch_wal()::text").getFirst());
      awaitLog(new Lsn(switched.value() / SEGMENT * SEGMENT + SEGMENT));
    }
  }

  private void awaitLog(Lsn end) {
    PostgresAwait.until(
        "the log is in the vault up to " + end,
        () -> new Lsn(PostgresVaults.last(vault).to()).compareTo(end) >= 0);
  }

  private static Path copy(Site.Node node) throws Exception {
    node.stop();
    var copy = node.data().resolveSibling("copy");
    run("cp", "-a", node.data().toString(), copy.toString());
    node.start();
    return copy;
  }

  private static void putBack(Path copy, Site.Node node) throws Exception {
    node.stop();
    run("rm", "-r", node.data().toString());
    run("cp", "-a", copy.toString(), node.data().toString());
    node.start();
  }

  private static void run(String... words) throws Exception {
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
  }
}
