package dev.lifeboat.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.awstestbed.BatchWriter;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.JournalPromotions;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.MysqlPair;
import dev.lifeboat.awstestbed.MysqlServer;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lifeboat guard` at a real server, which replicates to another one. What the account shows of
/// both is simulated: MySQL has no server there, and of MariaDB the emulator knows nothing.
abstract class MysqlGuardContract {
  private final TestBed bed;
  private final MysqlServer.Product product;

  @TempDir Path folder;

  private Shop shop;
  private CommandLineProcess lifeboat;
  private MysqlPair servers;
  private final Map<String, CommandLineProcess.Running> guards = new LinkedHashMap<>();

  MysqlGuardContract(TestBed bed, MysqlServer.Product product) {
    this.bed = bed;
    this.product = product;
  }

  @BeforeEach
  void create() throws Exception {
    shop = Shop.ofMysql(bed, folder);
    shop.create();
    shop.adopt();
    lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
    servers = MysqlPair.begin(product, folder);
  }

  @AfterEach
  void end() throws Exception {
    for (var guard : guards.values()) {
      guard.kill();
    }
    servers.end();
    shop.end();
  }

  private void guard(String region) throws Exception {
    var at = region.equals("east") ? servers.east() : servers.west();
    var way =
        Map.of(
            "MYSQL_HOST",
            "127.0.0.1",
            "MYSQL_TCP_PORT",
            Integer.toString(at.port()),
            "MYSQL_USER",
            MysqlPair.GUARD,
            "MYSQL_PWD",
            MysqlServer.PASSWORD);
    guards.put(region, lifeboat.begin(way, "guard", shop.file(), "--region", region));
  }

  private GuardedState await(String region, Standing standing) throws Exception {
    var reports = shop.account().reports(Shop.NAME);
    while (true) {
      var told = reports.read(region, "orders").map(GuardReports.Report::state);
      if (told.isPresent() && told.get().standing() == standing) {
        return told.get();
      }
      assertThat(guards.get(region).process().isAlive())
          .as("%s; %s", told, guards.get(region).said())
          .isTrue();
      LookPause.pass();
    }
  }

  /// A server that was open stays so until its guard holds the lease, so that its standing alone
  /// says nothing of that.
  private void awaitLease(String region) throws Exception {
    while (!holdsLease(region)) {
      assertThat(guards.get(region).process().isAlive())
          .as("%s", guards.get(region).said())
          .isTrue();
      LookPause.pass();
    }
  }

  private boolean holdsLease(String region) throws Exception {
    for (var voter : shop.account().voters().outside(region).values()) {
      if (voter.status(Shop.NAME).vote().filter(it -> it.holder().equals(region)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// Who may log in at the writer may so at its replica, some seconds later.
  private static Connection loginOnceItMay(MysqlServer server) {
    while (true) {
      try {
        return server.login(MysqlPair.SERVICE);
      } catch (SQLException _) {
        LookPause.pass();
      }
    }
  }

  /// By one session, which must live on: a replica's services may read.
  private static void awaitNumber(Connection session, int number) throws SQLException {
    var query = "SELECT COUNT(*) FROM shop.orders WHERE number = %d".formatted(number);
    while (true) {
      try (var statement = session.createStatement();
          var rows = statement.executeQuery(query)) {
        assertThat(rows.next()).isTrue();
        if (rows.getInt(1) > 0) {
          return;
        }
      }
      LookPause.pass();
    }
  }

  private static void write(Connection session, long number) throws SQLException {
    try (var statement = session.createStatement()) {
      var _ = statement.executeUpdate("INSERT INTO shop.orders VALUES (%d)".formatted(number));
    }
  }

  private static BatchWriter.Desk orders(MysqlServer server) throws SQLException {
    var session = server.login(MysqlPair.SERVICE);
    return new BatchWriter.Desk() {
      @Override
      public void write(long number) throws SQLException {
        MysqlGuardContract.write(session, number);
      }

      @Override
      public void close() throws SQLException {
        session.close();
      }
    };
  }

  /// Goal: with the guard dead and nobody told, nothing is written once its lease is over. Method:
  /// SIGKILL, with a transaction open, and a client that writes all the time.
  @Test
  @Tag("invariant-69")
  void a_server_whose_guard_was_killed_writes_nothing_after_the_promotion() throws Exception {
    guard("east");
    awaitLease("east");
    await("east", Standing.OPEN);
    try (var open = servers.east().login(MysqlPair.SERVICE);
        var writer = BatchWriter.at(() -> orders(servers.east()))) {
      open.setAutoCommit(false);
      write(open, -1);
      writer.awaitWrites(10);

      guards.get("east").kill();
      new Moves(shop, folder).move(Mode.FAILOVER, "west");

      var promoted = JournalPromotions.begun(folder.resolve("runs"), "west");
      assertThat(writer.written().values())
          .as("what it wrote")
          .isNotEmpty()
          .allMatch(it -> it.isBefore(promoted));
      assertThatExceptionOfType(SQLException.class).isThrownBy(open::commit);
      assertThatExceptionOfType(SQLException.class)
          .as("nobody logs in any more")
          .isThrownBy(() -> servers.east().login(MysqlPair.SERVICE).close());
    }
  }

  /// Goal: a planned move loses nothing, by the word of both guards; and whoever switches off what
  /// acts without the guard is told.
  @Test
  @Tag("proof")
  @Tag("invariant-69")
  void a_planned_move_waits_until_the_replica_has_all_that_was_ever_acknowledged()
      throws Exception {
    guard("east");
    guard("west");
    awaitLease("east");
    await("east", Standing.OPEN);
    await("west", Standing.REPLICA);
    try (var writer = BatchWriter.at(() -> orders(servers.east()));
        var _ = servers.follow(shop)) {
      writer.awaitWrites(10);

      new Moves(shop, folder).move(Mode.SWITCHOVER, "west");

      await("west", Standing.OPEN);
      await("east", Standing.REPLICA);
      assertThat(servers.west().numbers("SELECT number FROM shop.orders"))
          .containsAll(writer.written().keySet());
      try (var reader = loginOnceItMay(servers.east());
          var session = servers.west().login(MysqlPair.SERVICE)) {
        // As a replica has it that RDS makes of a snapshot.
        servers.east().execute("ALTER EVENT lifeboat.lease_over ENABLE");
        write(session, -1);
        awaitNumber(reader, -1);
      }
    }
    servers.west().execute("SET GLOBAL event_scheduler = OFF");
    while (await("west", Standing.OPEN).uncovered().isEmpty()) {
      LookPause.pass();
    }
    assertThat(lifeboat.run("check", shop.file()).out()).contains("event scheduler is off");
  }
}
