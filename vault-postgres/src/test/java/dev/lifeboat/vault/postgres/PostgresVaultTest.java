package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.BadPagesException;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.PostgresAwait;
import dev.lifeboat.postgres.RecoveryTarget.Latest;
import dev.lifeboat.postgres.RecoveryTarget.Position;
import dev.lifeboat.postgres.Site;
import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.ReadShare;
import dev.lifeboat.vault.SnapshotChoice;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultDamage;
import dev.lifeboat.vault.VaultProgress;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// Real servers and their vaults.
@ExtendWith(Binaries.class)
class PostgresVaultTest {
  private static final int PAGE = 8192;

  @TempDir private Path folder;

  @Test
  void a_restored_base_has_every_table_and_the_next_one_stores_what_changed(Site site)
      throws Exception {
    var vault = PostgresVaults.create(folder.resolve("vault"));
    var east = site.primary("east");
    try (var shop = PostgresVaults.shop(east)) {
      shop.execute("INSERT INTO orders SELECT generate_series(1, 100000)");
      shop.execute("CREATE TABLE notes AS SELECT number, md5(number::text) AS words FROM orders");
      shop.execute("VACUUM FREEZE"); // Else the first who reads a row writes into its page.
    }
    var source = PostgresVaults.source(east.source("any").endpoint(), vault);
    var first = source.backup(VaultProgress.SILENT);
    try (var shop = PostgresVaults.shop(east)) {
      shop.execute("UPDATE notes SET words = 'changed' WHERE number % 20000 = 7");
    }
    var before = digests(east.admin().in("shop"));
    var second = source.backup(VaultProgress.SILENT);

    assertThat(first.snapshot().totals().files()).isGreaterThan(900);
    assertThat(second.addedBytes()).isLessThan(first.addedBytes() / 4);
    assertThat(vault.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isEmpty();
    var node = PostgresVaults.recovered(site, vault, new Latest(), "restored");
    assertThat(digests(node.admin().in("shop"))).hasSizeGreaterThan(1).isEqualTo(before);
    assertThat(node.server().timeline()).as("one of its own").isEqualTo(2);

    damageLargestPack();
    var damaged = folder.resolve("damaged");
    var told = PostgresVaults.restore(vault, new Latest(), damaged);
    assertThat(told.files().damages()).isNotEmpty();
    assertThat(damaged.resolve("PG_VERSION")).exists();
    assertThat(damaged.resolve("global/pg_control")).as("so nobody starts it").doesNotExist();
  }

  private void damageLargestPack() throws Exception {
    try (var packs = Files.list(folder.resolve("vault/packs"))) {
      var largest = packs.max(Comparator.comparingLong(it -> it.toFile().length())).orElseThrow();
      var bytes = Files.readAllBytes(largest);
      bytes[bytes.length / 4] ^= 1;
      Files.write(largest, bytes);
    }
  }

  @Test
  void a_base_of_a_standby_becomes_a_writer(Site site) throws Exception {
    var vault = PostgresVaults.create(folder.resolve("vault"));
    var east = site.primary("east");
    var west = site.replicaOf(east, "west", site.node("west"));
    try (var shop = PostgresVaults.shop(east)) {
      shop.execute("INSERT INTO orders VALUES (1)");
    }
    PostgresAwait.until("the row arrives", () -> PostgresVaults.orders(west).length == 1);
    var standby = PostgresVaults.source(west.source("any").endpoint(), vault);
    standby.backup(VaultProgress.SILENT);

    var node = PostgresVaults.recovered(site, vault, new Latest(), "restored");
    try (var shop = PostgresVaults.shop(node)) {
      shop.execute("INSERT INTO orders VALUES (2)");
    }
    assertThat(PostgresVaults.orders(node)).containsExactly(1, 2);

    var primary = PostgresVaults.source(east.source("any").endpoint(), vault);
    try (var shop = PostgresVaults.shop(east);
        var _ = new FollowerThread(PostgresVaults.follower(primary), false)) {
      PostgresVaults.awaitBases(vault, 2);
      disconnect(west);
      shop.execute("INSERT INTO orders VALUES (3)");
      PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
    }
    assertThat(PostgresVaults.chain(standby.backup(VaultProgress.SILENT)))
        .as("a standby that lags was not set back")
        .isEqualTo(PostgresVaults.last(vault).chain());
  }

  private static void disconnect(Site.Node standby) throws Exception {
    try (var shop = PostgresVaults.shop(standby)) {
      shop.execute("ALTER SYSTEM SET primary_conninfo = ''");
      shop.queryTexts("SELECT pg_reload_conf()::text");
      PostgresAwait.until(
          "it receives no more",
          () -> shop.queryTexts("SELECT pid::text FROM pg_stat_wal_receiver").isEmpty());
    }
  }

  /// Of each table, as COPY has it: files that are the same give rows in the same order.
  private static Map<String, String> digests(Endpoint login) throws Exception {
    var properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    var digests = new TreeMap<String, String>();
    var url = "jdbc:postgresql://%s:%d/%s".formatted(login.host(), login.port(), login.database());
    try (var connection = DriverManager.getConnection(url, properties);
        var statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "SELECT schemaname || '.' || tablename FROM pg_tables"
                    + " WHERE schemaname NOT LIKE 'pg_%' AND schemaname <> 'information_schema'")) {
      while (tables.next()) {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY " + tables.getString(1) + " TO STDOUT", into);
        }
        digests.put(tables.getString(1), HexFormat.of().formatHex(digest.digest()));
      }
    }
    return digests;
  }

  @Test
  void a_bad_page_is_told_by_file_and_block_and_no_snapshot_is_made(Site site) throws Exception {
    var vault = PostgresVaults.create(folder.resolve("vault"));
    var east = site.primary("east");
    String file;
    try (var shop = PostgresVaults.shop(east)) {
      shop.execute("INSERT INTO orders SELECT generate_series(1, 2000)");
      file = shop.queryTexts("SELECT pg_relation_filepath('orders')").getFirst();
    }
    east.stop();
    try (var pages = new RandomAccessFile(east.data().resolve(file).toFile(), "rw")) {
      pages.seek(2 * PAGE + PAGE / 2);
      int before = pages.read();
      pages.seek(2 * PAGE + PAGE / 2);
      pages.write(before ^ 1);
    }
    east.start();
    var source = PostgresVaults.source(east.source("any").endpoint(), vault);

    assertThatThrownBy(() -> source.backup(VaultProgress.SILENT))
        .isInstanceOf(BadPagesException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("block 2");
    assertThat(vault.snapshots().snapshots()).isEmpty();
  }

  /// Goal: whatever moment a follower is killed at, the next one leaves no gap.
  ///
  /// Method: kill it while rows are committed and parts are sealed, several times; follow to the
  /// end, and restore all.
  @Test
  void a_killed_follower_is_followed_by_one_without_a_gap(Site site) throws Exception {
    var place = folder.resolve("vault");
    var vault = PostgresVaults.create(place);
    var east = site.primary("east");
    var login = east.source("any").endpoint();
    long rows = 0;
    try (var shop = PostgresVaults.shop(east)) {
      for (int kill = 0; kill < 3; kill++) {
        int sealed = PostgresVaults.of(vault, Kind.LOG).size();
        var child = child(place, login);
        try {
          while (PostgresVaults.of(vault, Kind.LOG).size() < sealed + 3) {
            assertThat(child.isAlive()).as("the follower").isTrue();
            shop.execute("INSERT INTO orders VALUES (%d)".formatted(rows++));
          }
        } finally {
          child.destroyForcibly();
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      PostgresVaults.awaitNobodyFollows(shop);
      try (var _ =
          new FollowerThread(PostgresVaults.follower(PostgresVaults.source(login, vault)), false)) {
        PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
      }
    }

    assertThat(PostgresVaults.of(vault, Kind.BASE)).hasSize(1);
    assertThat(vault.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isEmpty();
    restoreInPart(vault);
    var node = PostgresVaults.recovered(site, vault, new Latest(), "restored");
    assertThat(PostgresVaults.orders(node)).containsExactly(LongStream.range(0, rows).toArray());
  }

  /// Else a server would start from it that lacks log, or recovers to another point.
  private void restoreInPart(Vault vault) {
    var part = folder.resolve("part");
    VaultProgress cut =
        (phase, done, _, _) -> {
          if (phase.equals("log") && done == 1) {
            throw new IllegalStateException("cut");
          }
        };
    assertThatThrownBy(
            () -> PostgresRestore.restore(vault, SnapshotChoice.NEWEST, new Latest(), part, cut))
        .hasMessage("cut");
    assertThat(part.resolve("PG_VERSION")).exists();
    assertThat(part.resolve("global/pg_control")).as("so nobody starts it").doesNotExist();
  }

  private static Process child(Path vault, Endpoint login) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledFollower.class.getName(),
            vault.toString(),
            String.valueOf(login.port()),
            login.password())
        .inheritIO()
        .start();
  }

  /// Goal: a part that is missing is told by all that would need it, until there is a new base.
  @Test
  void a_missing_part_is_a_gap_until_there_is_a_new_base(Site site) throws Exception {
    var place = folder.resolve("vault");
    var vault = PostgresVaults.create(place);
    var east = site.primary("east");
    var source = PostgresVaults.source(east.source("any").endpoint(), vault);
    var follower = PostgresVaults.follower(source);
    try (var shop = PostgresVaults.shop(east)) {
      Lsn before;
      try (var _ = new FollowerThread(follower, false)) {
        PostgresVaults.awaitBases(vault, 1);
        shop.execute("INSERT INTO orders VALUES (1)");
        before = PostgresVaults.end(shop);
        shop.execute("INSERT INTO orders VALUES (2)");
        PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
        shop.execute("INSERT INTO orders VALUES (3)");
        PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
        shop.execute("INSERT INTO orders VALUES (4)");
        PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
      }
      var parts = PostgresVaults.of(vault, Kind.LOG);
      Files.delete(place.resolve("snapshots").resolve(parts.get(parts.size() - 2).id()));

      assertThat(vault.check(ReadShare.NONE, VaultProgress.SILENT).damages())
          .extracting(VaultDamage::toString)
          .satisfiesExactlyInAnyOrder(
              it -> assertThat(it).contains("log of db1:", "gap"),
              it -> assertThat(it).contains("the trail tells of no removal"));
      var to = folder.resolve("new");
      assertThatThrownBy(() -> PostgresVaults.restore(vault, new Latest(), to))
          .isInstanceOf(LogGapException.class)
          .hasMessageContaining("gap");
      var behind = new Position(PostgresVaults.end(shop));
      assertThatThrownBy(() -> PostgresVaults.restore(vault, behind, to))
          .isInstanceOf(LogGapException.class)
          .hasMessageContaining("gap");
      assertThat(to).doesNotExist();
      assertThatThrownBy(() -> follower.follow(false, _ -> {}))
          .isInstanceOf(LogGapException.class)
          .hasMessageContaining("gap");
      var node = PostgresVaults.recovered(site, vault, new Position(before), "before");
      assertThat(PostgresVaults.orders(node)).containsExactly(1);

      try (var _ = new FollowerThread(follower, true)) {
        PostgresVaults.awaitBases(vault, 2);
      }
    }
    // The log is whole from there; what went without a word stays told.
    assertThat(vault.check(ReadShare.NONE, VaultProgress.SILENT).damages())
        .singleElement()
        .satisfies(it -> assertThat(it.toString()).contains("the trail tells of no removal"));
    var node = PostgresVaults.recovered(site, vault, new Latest(), "all");
    assertThat(PostgresVaults.orders(node)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void a_slot_that_is_gone_is_a_gap_until_there_is_a_new_base(Site site) throws Exception {
    var vault = PostgresVaults.create(folder.resolve("vault"));
    var east = site.primary("east");
    var source = PostgresVaults.source(east.source("any").endpoint(), vault);
    var follower = PostgresVaults.follower(source);
    try (var shop = PostgresVaults.shop(east)) {
      try (var _ = new FollowerThread(follower, false)) {
        PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
      }
      PostgresAwait.until(
          "nobody follows",
          () -> {
            shop.dropSlot(PostgresVaults.SLOT);
            return true;
          });
      assertThatThrownBy(() -> follower.follow(false, _ -> {}))
          .isInstanceOf(LogGapException.class)
          .hasMessageContaining("slot");
      shop.execute("INSERT INTO orders VALUES (1)");
      try (var _ = new FollowerThread(follower, true)) {
        PostgresVaults.awaitBases(vault, 2);
        shop.execute("INSERT INTO orders VALUES (2)");
        PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
      }
    }
    var node = PostgresVaults.recovered(site, vault, new Latest(), "restored");
    assertThat(PostgresVaults.orders(node)).containsExactly(1, 2);
  }
}
