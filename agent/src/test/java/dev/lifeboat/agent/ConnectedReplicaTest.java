package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.watch.LapseNotice;
import dev.lifeboat.wire.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `synchronous-while-connected` with agents as processes of their own and real PostgreSQL.
@ExtendWith(Binaries.class)
class ConnectedReplicaTest {
  private static final Duration LAPSE_AFTER = Duration.ofSeconds(2);

  private TestRegions regions;
  private Connection client;

  @BeforeEach
  void connectBoth(Installation postgres) throws Exception {
    regions = TestRegions.lapsing(postgres, LAPSE_AFTER);
    regions.east().begin();
    regions.east().initialise();
    client = client();
    execute("CREATE TABLE sales (number int PRIMARY KEY)");
    regions.west().begin();
    regions.west().agent().beginClone("orders", 1);
    Await.until("writes wait for the replica", this::synchronous);
    Await.until("and the arbiter knows", () -> !regions.arbiter.knowsOfALapse());
  }

  @AfterEach
  void end() throws Exception {
    try (var open = client) {
      assertThat(open).isNotNull();
    } finally {
      regions.close();
    }
  }

  @Test
  void a_replica_that_is_lost_holds_writes_up_for_the_bound_and_not_longer() throws Exception {
    assertThat(regions.arbiter.notices)
        .as("a new writer is a lapse until its replica has everything")
        .extracting(LapseNotice::lapsed)
        .containsExactly(true, false);
    assertThat(sell(1)).as("while it is connected").isLessThan(LAPSE_AFTER);
    regions.west().kill();

    var held = sell(2);

    assertThat(held).isBetween(Duration.ofSeconds(1), LAPSE_AFTER.plusSeconds(20));
    assertThat(regions.arbiter.knowsOfALapse()).as("before the write was answered").isTrue();
    assertThat(regions.arbiter.notices.getLast().why()).contains("2000 ms");
    for (int number = 3; number < 20; number++) {
      assertThat(sell(number)).isLessThan(LAPSE_AFTER);
    }

    regions.west().begin();
    Await.until("writes wait again", this::synchronous);
    Await.until("and the arbiter knows", () -> !regions.arbiter.knowsOfALapse());
    assertThat(sell(20)).isLessThan(LAPSE_AFTER);
    try (var west = regions.west().services()) {
      assertThat(west.queryNumbers("SELECT number FROM sales")).hasSize(20);
    }
  }

  /// A frozen replica keeps its connection until a timeout; a write must not wait for that alone.
  @Tag("proof")
  @Test
  void a_replica_that_hangs_is_as_lost_as_one_that_is_gone() throws Exception {
    var pids =
        regions.table.processesIn(regions.west().state).stream().map(LivingProcess::pid).toList();
    regions.table.kill(Signal.STOP, pids);

    assertThat(sell(1)).isBetween(Duration.ofSeconds(1), LAPSE_AFTER.plusSeconds(20));

    regions.table.kill(Signal.CONT, pids);
    Await.until("writes wait again", this::synchronous);
    Await.until("and the arbiter knows", () -> !regions.arbiter.knowsOfALapse());
  }

  /// The guard: a writer that is cut off from everybody is about to be replaced without loss, so it
  /// must not acknowledge anything on its own.
  @Test
  @Tag("invariant-31")
  void without_the_arbiters_word_no_write_goes_on_alone() throws Exception {
    regions.arbiter.fallsSilent();
    regions.west().kill();
    try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      var sale = CompletableFuture.supplyAsync(() -> sellUnchecked(1), thread);

      assertThat(acknowledged(sale, LAPSE_AFTER.multipliedBy(3))).isFalse();
      assertThat(regions.arbiter.knowsOfALapse()).isFalse();

      regions.arbiter.answersAgain();
      assertThat(acknowledged(sale, Duration.ofMinutes(1))).isTrue();
      assertThat(regions.arbiter.knowsOfALapse()).isTrue();
    }
  }

  @Tag("proof")
  @Test
  void a_new_agent_goes_on_where_the_one_before_stood() throws Exception {
    regions.east().killAgent();
    regions.west().kill();
    regions.east().begin();

    assertThat(sell(1)).isLessThan(LAPSE_AFTER.plusSeconds(20));
    assertThat(regions.arbiter.knowsOfALapse()).isTrue();

    regions.east().killAgent();
    regions.east().begin();
    regions.west().begin();
    Await.until("writes wait again", this::synchronous);
    Await.until("and the arbiter knows", () -> !regions.arbiter.knowsOfALapse());
  }

  private static boolean acknowledged(CompletableFuture<Duration> sale, Duration within)
      throws Exception {
    try {
      return sale.get(within.toMillis(), TimeUnit.MILLISECONDS) != null;
    } catch (TimeoutException waiting) {
      return false;
    }
  }

  private boolean synchronous() throws Exception {
    var sql = regions.east().orders().server().sql();
    return sql != null && sql.replication().stream().anyMatch(it -> it.syncState().equals("sync"));
  }

  private Duration sellUnchecked(int number) {
    try {
      return sell(number);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /// How long a client waited for the answer to one write.
  private Duration sell(int number) throws SQLException {
    long began = System.nanoTime();
    execute("INSERT INTO sales VALUES (" + number + ")");
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = client.createStatement()) {
      statement.execute(sql);
    }
  }

  /// As a user's service logs in: it waits for whatever the server waits for.
  private Connection client() throws SQLException {
    var at = regions.east().endpoint();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(at.host(), at.port(), at.database()),
        at.user(),
        at.password());
  }
}
