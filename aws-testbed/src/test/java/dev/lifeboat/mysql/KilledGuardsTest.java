package dev.lifeboat.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.MysqlPair;
import dev.lifeboat.awstestbed.MysqlServer;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.postgres.SessionLoad;
import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Two processes of `lifeboat guard` in one region, ended by SIGKILL and begun anew, at a real
/// MariaDB: what a client sees of it.
@Order(3)
@ExtendWith(TestBed.InTests.class)
final class KilledGuardsTest {
  /// The server is told 2.5 s less of a lease that is as long as on AWS by default, and is renewed
  /// each 2.5 s.
  private static final SessionLoad.Limits LIMITS =
      new SessionLoad.Limits(Duration.ofSeconds(4), Duration.ofSeconds(10));

  private final TestBed bed;
  private final List<CommandLineProcess.Running> guards = new ArrayList<>();
  private int begun;

  @TempDir Path folder;
  private Shop shop;
  private Path plan;
  private MysqlPair servers;

  KilledGuardsTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = Shop.ofMysql(bed, folder);
    shop.create();
    shop.adopt();
    plan =
        Files.writeString(
            folder.resolve("long.yaml"),
            Files.readString(shop.file())
                .replaceFirst("lease: \\w+", "lease: %ds".formatted(LIMITS.lease().toSeconds())));
    servers = MysqlPair.begin(MysqlServer.Product.MARIADB, folder);
    add();
    add();
  }

  @AfterEach
  void end() throws Exception {
    for (var guard : guards) {
      guard.kill();
    }
    servers.end();
    shop.end();
  }

  /// One more, which remembers nothing, until it says that it holds the lease.
  private void add() throws Exception {
    int health = Site.freePort();
    var way =
        Map.of(
            "MYSQL_HOST",
            "127.0.0.1",
            "MYSQL_TCP_PORT",
            Integer.toString(servers.east().port()),
            "MYSQL_USER",
            MysqlPair.GUARD,
            "MYSQL_PWD",
            MysqlServer.PASSWORD);
    var guard =
        new CommandLineProcess(bed, folder.resolve("guard-" + ++begun))
            .begin(way, "guard", plan, "--region", "east", "--health", health);
    guards.add(guard);
    while (!isWell(health)) {
      assertThat(guard.process().isAlive()).as("%s", guard.said()).isTrue();
      LookPause.pass();
    }
  }

  private static boolean isWell(int port) {
    try {
      var asked =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:%d/".formatted(port)).toURL().openConnection();
      return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException _) {
      return false;
    }
  }

  private void kill() throws InterruptedException {
    guards.removeFirst().kill();
  }

  private void killOneOfTwo(int times) throws Exception {
    SessionLoad.assertUnseen(
        () -> OrderSession.open(servers.east()),
        times,
        () -> {
          kill();
          add();
        },
        LIMITS);
  }

  @Test
  @Tag("invariant-51")
  void one_of_them_is_killed_and_no_session_is_ended() throws Exception {
    killOneOfTwo(2);
  }

  @Test
  @Tag("proof")
  void one_of_them_is_killed_twenty_times() throws Exception {
    killOneOfTwo(20);
  }

  @Test
  @Tag("invariant-51")
  void both_are_killed_and_one_is_begun_anew() throws Exception {
    SessionLoad.assertStopped(
        () -> OrderSession.open(servers.east()),
        () -> {
          kill();
          kill();
        },
        this::add,
        LIMITS);
  }
}
