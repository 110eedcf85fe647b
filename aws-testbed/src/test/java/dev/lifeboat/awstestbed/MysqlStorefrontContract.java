package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the storefront promises, at a real server of MySQL or MariaDB.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MysqlStorefrontContract {
  private static final String LOGIN = "ecommerce";

  /// Half a minute or so.
  private static final int MOST_LOOKS = 300;

  private final MysqlServer.Product product;

  @TempDir Path folder;
  private MysqlServer server;
  private StorefrontProcess shop;

  MysqlStorefrontContract(MysqlServer.Product product) {
    this.product = product;
  }

  /// A session of this server commits nothing by itself where its driver does not say so.
  @BeforeAll
  void beginServer(@TempDir Path ofServer) throws Exception {
    server = new MysqlServer(product, ofServer, 1);
    server.execute(
        "SET GLOBAL autocommit = 0",
        "CREATE USER %s@'%%' IDENTIFIED BY $PASSWORD".formatted(LOGIN),
        "GRANT SELECT, INSERT, UPDATE, CREATE ON ecommerce.* TO %s@'%%'".formatted(LOGIN));
  }

  @AfterAll
  void endServer() throws Exception {
    server.kill();
  }

  /// Its letters count for nothing in names, where nobody says so.
  @BeforeEach
  void begin() throws Exception {
    server.execute(
        "SET GLOBAL read_only = OFF",
        "DROP DATABASE IF EXISTS ecommerce",
        "CREATE DATABASE ecommerce CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
    var settings =
        Map.of(
            "ORDERS_URL",
            "jdbc:mysql://127.0.0.1:%d/ecommerce?sslMode=REQUIRED".formatted(server.port()),
            "ORDERS_USER",
            LOGIN,
            "ORDERS_PASSWORD",
            MysqlServer.PASSWORD);
    shop = StorefrontProcess.begin(folder.resolve("shop.txt"), settings);
    // On a busy machine its first connection takes longer than a client may wait.
    awaitGood("/dbcheck");
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private List<Long> column(String query) throws SQLException {
    return List.copyOf(server.numbers(query));
  }

  @Test
  void an_order_is_committed_and_asking_again_buys_it_once() throws Exception {
    assertThat(shop.put("ann/1")).isEqualTo(201);
    assertThat(shop.put("ann/1")).isEqualTo(200);
    assertThat(shop.put("ANN/1")).as("another client").isEqualTo(201);

    assertThat(shop.told("/orders/ann/1").body())
        .isEqualTo("{\"client\":\"ann\",\"number\":1,\"item\":\"a lifeboat\"}");
    assertThat(shop.told("/orders/ann").body()).isEqualTo("{\"count\":1,\"lastNumber\":1}");
    assertThat(column("select times from ecommerce.orders where client = 'ann'"))
        .as("the repeat was a write of its own, which a replica gets")
        .containsExactly(2L);
    assertThat(shop.get("/dbcheck")).isEqualTo(200);
  }

  @Test
  void a_server_that_takes_no_writes_is_told_and_stores_nothing_until_it_does() throws Exception {
    assertThat(shop.put("ann/1")).isEqualTo(201);
    server.execute("SET GLOBAL read_only = ON");

    assertThat(shop.told("/dbcheck"))
        .returns(503, it -> it.statusCode())
        .returns("{\"writable\":false}", it -> it.body());
    assertThat(shop.put("ann/2")).isEqualTo(503);
    assertThat(shop.get("/healthz")).as("the process itself is well").isEqualTo(200);
    awaitGood("/orders/ann/1"); // A replica may be read.
    assertThat(shop.get("/dbcheck")).isEqualTo(503);
    awaitSessions(0); // What they lead to may be the old writer.

    server.execute("SET GLOBAL read_only = OFF");
    awaitGood("/dbcheck");
    assertThat(shop.put("ann/3")).isEqualTo(201);
    assertThat(column("select number from ecommerce.orders")).containsExactly(1L, 3L);
  }

  /// It takes a new connection, for which a busy machine may need too long.
  private void awaitGood(String path) throws Exception {
    for (int looks = 0; shop.get(path) != 200; looks++) {
      assertThat(looks).as("%s", path).isLessThan(MOST_LOOKS);
      LookPause.pass();
    }
  }

  private void awaitSessions(long number) throws SQLException {
    var query =
        "select count(*) from information_schema.processlist where user = '%s'".formatted(LOGIN);
    for (int looks = 0; !column(query).equals(List.of(number)); looks++) {
      assertThat(looks).as("%s", query).isLessThan(MOST_LOOKS);
      LookPause.pass();
    }
  }

  @Test
  void who_waits_for_a_row_in_vain_is_refused_and_surely_has_no_order() throws Exception {
    assertThat(shop.put("ann/1")).isEqualTo(201);
    try (var other = server.admin();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      var _ =
          statement.executeUpdate("insert into ecommerce.orders values ('ann', 2, 'x', now(), 1)");
      assertThat(shop.put("ann/2")).isEqualTo(503);
      other.rollback();
    }
    assertThat(column("select number from ecommerce.orders")).containsExactly(1L);
  }

  /// Goal: an answer that may be wrong is never given.
  @Test
  void a_write_that_hangs_is_neither_acknowledged_nor_refused() throws Exception {
    assertThat(shop.put("ann/1")).isEqualTo(201);
    try (var other = server.admin();
        var statement = other.createStatement()) {
      var _ = statement.execute("flush tables with read lock");
      assertThat(shop.put("ann/2")).isEqualTo(504);
    }
  }

  /// Goal: whatever moment a server dies at, each answer holds afterwards.
  @Test
  void a_server_that_is_killed_keeps_what_was_acknowledged_and_has_nothing_refused()
      throws Exception {
    var answers = new TreeMap<Long, Integer>();
    for (long number = 1; number <= 50; number++) {
      answers.put(number, shop.put("ann/" + number));
    }
    assertThat(answers.values()).containsOnly(201);
    var hanging = new ArrayList<Map.Entry<Long, CompletableFuture<Integer>>>();
    for (long number = 51; number <= 150; number++) {
      hanging.add(Map.entry(number, shop.beginPut("ann/" + number)));
    }
    hanging.getFirst().getValue().join();
    server.kill();
    hanging.forEach(it -> answers.put(it.getKey(), it.getValue().join()));

    assertThat(shop.get("/dbcheck")).isEqualTo(503);
    assertThat(shop.put("ann/151")).isEqualTo(503);
    assertThat(shop.get("/healthz")).isEqualTo(200);

    server.restart(server.port());
    assertThat(shop.get("/dbcheck")).isEqualTo(200);
    var there = server.numbers("select number from ecommerce.orders");
    answers.forEach((number, answer) -> {
      switch (answer) {
        case 201 -> assertThat(there).contains(number);
        case 503 -> assertThat(there).doesNotContain(number);
        default -> assertThat(answer).as("%d", number).isEqualTo(504);
      }
    });
    assertThat(shop.put("ann/1")).isEqualTo(200);
    assertThat(shop.put("ann/151")).isEqualTo(201);
  }
}
