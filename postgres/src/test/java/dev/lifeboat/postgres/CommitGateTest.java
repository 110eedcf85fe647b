package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Real servers: a commit is acknowledged only while the gate may confirm it.
@ExtendWith(Binaries.class)
class CommitGateTest {

  private static final String GATE_ALONE = "FIRST 1 (" + CommitGate.NAME + ")";
  private static final int INSERTS = 200;

  @Test
  void commits_wait_without_a_gate_and_are_acknowledged_with_one(Site site) throws Exception {
    var east = guarded(site, GATE_ALONE);
    try (var client = client(east)) {
      var insert = insert(client, 1);
      awaitWaiting(east, 1);
      assertThat(insert).isNotDone();

      try (var gate = RunningGate.on(east)) {
        insert.get();
        for (int number = 2; number <= 20; number++) {
          insert(client, number).get();
        }
        gate.lose();
        assertThat(gate.end()).isInstanceOf(CommitGate.End.Lost.class);
      }
    }
    assertThat(east.orders()).hasSize(20);
  }

  @Test
  @Tag("invariant-24")
  void nothing_is_acknowledged_once_the_gate_may_not_confirm(Site site) throws Exception {
    var east = guarded(site, GATE_ALONE);
    try (var client = client(east);
        var gate = RunningGate.on(east)) {
      insert(client, 1).get();
      gate.mayConfirm.set(false);

      var insert = insert(client, 2);
      assertThat(gate.end()).isEqualTo(new CommitGate.End.Forbidden());
      awaitWaiting(east, 1);
      assertThat(insert).isNotDone();

      try (var again = RunningGate.forbidden(east)) {
        assertThat(again.end()).isEqualTo(new CommitGate.End.Forbidden());
      }
      assertThat(insert).isNotDone();
      try (var _ = RunningGate.on(east)) {
        insert.get();
      }
    }
  }

  /// Goal: what is prepared within the lease is not acknowledged as committed past it.
  @Test
  void the_commit_of_a_prepared_transaction_waits_too(Site site) throws Exception {
    var east = guarded(site, GATE_ALONE);
    try (var admin = east.session()) {
      admin.execute("ALTER SYSTEM SET max_prepared_transactions = 2");
    }
    east.stop();
    east.start();
    try (var client = client(east)) {
      try (var _ = RunningGate.on(east)) {
        execute(client, "BEGIN; INSERT INTO orders VALUES (1); PREPARE TRANSACTION 'later'").get();
      }

      var commit = execute(client, "COMMIT PREPARED 'later'");
      awaitWaiting(east, 1);
      assertThat(commit).isNotDone();

      try (var _ = RunningGate.on(east)) {
        commit.get();
      }
    }
    assertThat(east.orders()).containsExactly(1);
  }

  /// Goal: the gate's price is one round trip on the same machine.
  ///
  /// Method: the median of 200 inserts without, then with it. Run alone it prints both.
  @Test
  void the_gate_adds_at_most_a_few_milliseconds_to_a_commit(Site site) throws Exception {
    var east = guarded(site, "");
    try (var client = client(east)) {
      var without = medianOfInserts(client, 0);
      demand(east, GATE_ALONE);
      try (var _ = RunningGate.on(east)) {
        insert(client, -1).get();
        var with = medianOfInserts(client, INSERTS);
        System.out.printf("median insert: %s without the gate, %s with it%n", without, with);
        assertThat(with).isLessThan(without.plusMillis(50));
      }
    }
  }

  @Test
  void the_gate_and_a_standby_are_both_needed(Site site) throws Exception {
    var east = guarded(site, "");
    var west = site.replicaOf(east, "west");
    demand(east, "FIRST 2 (" + CommitGate.NAME + ", west)");
    try (var client = client(east)) {
      try (var gate = RunningGate.on(east)) {
        west.stop();
        var insert = insert(client, 1);
        awaitWaiting(east, 1);
        assertThat(insert).as("the gate alone is not enough").isNotDone();
        west.start();
        insert.get();
        PostgresAwait.until("the standby has it", () -> west.orders().length == 1);
        gate.mayConfirm.set(false);
        assertThat(gate.end()).isEqualTo(new CommitGate.End.Forbidden());
      }
      var insert = insert(client, 2);
      PostgresAwait.until("the standby has it", () -> west.orders().length == 2);
      awaitWaiting(east, 1);
      assertThat(insert).as("the standby alone is not enough").isNotDone();
      try (var _ = RunningGate.on(east)) {
        insert.get();
      }
    }
  }

  @Test
  void sessions_of_ours_do_not_wait(Site site) throws Exception {
    var east = guarded(site, GATE_ALONE);
    try (var session = Session.open(east.admin().in("shop"), Site.DEADLINE)) {
      session.execute("INSERT INTO orders VALUES (1)");
    }
    assertThat(east.orders()).containsExactly(1);
  }

  @Test
  void after_a_promotion_the_gate_follows_the_new_timeline(Site site) throws Exception {
    var east = site.primary("east");
    east.order(1);
    var west = site.replicaOf(east, "west");
    east.stop();
    try (var session = west.session()) {
      session.promote();
      PostgresAwait.until("west is promoted", () -> !session.inRecovery());
    }
    demand(west, GATE_ALONE);
    try (var client = client(west);
        var _ = RunningGate.on(west)) {
      insert(client, 2).get();
    }
    assertThat(west.orders()).containsExactly(1, 2);
  }

  @Test
  void a_stopping_server_does_not_wait_for_a_gate_that_may_not_confirm(Site site) throws Exception {
    var east = guarded(site, GATE_ALONE);
    try (var client = client(east);
        var gate = RunningGate.on(east)) {
      insert(client, 1).get();
      gate.mayConfirm.set(false);
      var insert = insert(client, 2);
      awaitWaiting(east, 1);

      east.stop();

      assertThatThrownBy(insert::get)
          .as("ended, not acknowledged")
          .hasCauseInstanceOf(SQLException.class);
    }
    assertThat(east.server().control().state()).isEqualTo(ControlFile.State.SHUT_DOWN);
  }

  /// Goal: a region that froze before it confirmed a commit never acknowledges it, however it
  /// thaws.
  ///
  /// Method: freeze the gate, begin an insert, freeze the server; let the lease pass; thaw both, in
  /// either order; look for a new connection of the gate, and that the insert still waits.
  @Test
  @Tag("invariant-24")
  void a_frozen_region_acknowledges_nothing_when_it_thaws(Site site) throws Exception {
    var east = guarded(site, GATE_ALONE);
    try (var client = client(east);
        var gate = new GateProcess(east)) {
      insert(client, 1).get();
      gate.signal("STOP");
      var insert = insert(client, 2);
      awaitWaiting(east, 1);
      east.signalAll("STOP");
      gate.awaitLeaseOver();

      east.signalAll("CONT");
      gate.signal("CONT");
      gate.awaitLine("Forbidden");
      awaitWaiting(east, 1);
      assertThat(insert).isNotDone();

      gate.renew();
      insert.get();
    }
    assertThat(east.orders()).containsExactly(1, 2);
  }

  /// A primary on which the application's commits need `names`.
  private static Site.Node guarded(Site site, String names) throws Exception {
    var east = site.primary("east");
    try (var shop = Session.open(east.admin().in("shop"), Site.DEADLINE)) {
      shop.execute("GRANT ALL ON orders TO app");
    }
    demand(east, names);
    return east;
  }

  private static void demand(Site.Node node, String names) throws Exception {
    try (var session = node.session()) {
      session.execute("ALTER SYSTEM SET synchronous_standby_names = '" + names + "'");
      session.reload();
    }
    var shown = "SELECT (current_setting('synchronous_standby_names') = '" + names + "')::int";
    PostgresAwait.until(
        "the setting holds",
        () -> {
          try (var session = node.session()) {
            return session.queryNumbers(shown)[0] == 1;
          }
        });
    // New sessions know it before the checkpointer does, which alone makes commits wait; it hears
    // of
    // settings before it begins what it is asked for.
    try (var session = node.session()) {
      session.execute("CHECKPOINT");
    }
  }

  private static Duration medianOfInserts(Connection client, int first) throws SQLException {
    var nanos = new long[INSERTS];
    try (var insert = client.createStatement()) {
      for (int i = 0; i < INSERTS; i++) {
        long begin = System.nanoTime();
        insert.executeUpdate("INSERT INTO orders VALUES (" + (first + i) + ")");
        nanos[i] = System.nanoTime() - begin;
      }
    }
    Arrays.sort(nanos);
    return Duration.ofNanos(nanos[INSERTS / 2]);
  }

  private static Connection client(Site.Node node) throws SQLException {
    return Connections.open(node.client(), Duration.ofSeconds(30), "");
  }

  private static CompletableFuture<Integer> insert(Connection client, int number) {
    return execute(client, "INSERT INTO orders VALUES (" + number + ")");
  }

  private static CompletableFuture<Integer> execute(Connection client, String sql) {
    var answer = new CompletableFuture<Integer>();
    Thread.ofVirtual()
        .start(() -> {
          try (var statement = client.createStatement()) {
            answer.complete(statement.executeUpdate(sql));
          } catch (SQLException failure) {
            answer.completeExceptionally(failure);
          }
        });
    return answer;
  }

  /// Until so many sessions wait for a synchronous standby.
  private static void awaitWaiting(Site.Node node, int sessions) throws Exception {
    try (var session = node.session()) {
      PostgresAwait.until(
          sessions + " commits wait",
          () ->
              session
                      .queryNumbers(
                          "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")[0]
                  == sessions);
    }
  }

  /// A gate on a thread of its own. As its owner does, it opens the next one when the server gave
  /// one up: on a busy machine a gate may stand still for longer than the server waits.
  private static final class RunningGate implements AutoCloseable {
    private final Site.Node node;
    final AtomicBoolean mayConfirm;
    private final CompletableFuture<CommitGate.End> ended = new CompletableFuture<>();
    private CommitGate present;
    private boolean left;

    private RunningGate(Site.Node node, boolean mayConfirm) throws IOException {
      this.node = node;
      this.mayConfirm = new AtomicBoolean(mayConfirm);
      this.present = open();
    }

    static RunningGate on(Site.Node node) throws IOException {
      return new RunningGate(node, true).begin();
    }

    static RunningGate forbidden(Site.Node node) throws IOException {
      return new RunningGate(node, false).begin();
    }

    private CommitGate open() throws IOException {
      return CommitGate.open(node.source("gate").endpoint(), mayConfirm::get, Site.DEADLINE);
    }

    private RunningGate begin() {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              var end = present().run();
              while (end instanceof CommitGate.End.Lost && openNext()) {
                end = present().run();
              }
              ended.complete(end);
            } catch (IOException | InterruptedException failure) {
              ended.completeExceptionally(failure);
            }
          });
      return this;
    }

    private synchronized CommitGate present() {
      return present;
    }

    private synchronized boolean openNext() throws IOException {
      if (left) {
        return false;
      }
      present = open();
      return true;
    }

    CommitGate.End end() throws Exception {
      return ended.get(20, TimeUnit.SECONDS);
    }

    /// The connection ends, and nobody opens another.
    synchronized void lose() throws IOException {
      left = true;
      present.close();
    }

    @Override
    public void close() throws IOException {
      lose();
    }
  }
}
