package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What counts as the proof that a server takes no write, and what does not.
@ExtendWith(Binaries.class)
class FenceTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final WriteProbe probe = new WriteProbe();

  @Test
  void writer_accepts_and_keeps_nothing_of_the_probe(Site site) throws Exception {
    var east = site.primary("east");

    assertThat(probe.attempt(east.client(), "n1", Site.DEADLINE))
        .isEqualTo(new WriteProbe.Result.Accepted());
    assertThat(probeRows(east)).isEmpty();
  }

  /// The fence that can be evaded must not pass for one: a client may ask for READ WRITE.
  @Test
  @Tag("invariant-3")
  void default_read_only_is_no_fence(Site site) throws Exception {
    var east = site.primary("east");
    try (var session = east.session()) {
      session.execute("ALTER SYSTEM SET default_transaction_read_only = on");
      session.reload();
    }
    PostgresAwait.until("new sessions are read-only by default", () -> readOnlyByDefault(east));

    assertThat(probe.attempt(east.client(), "n1", Site.DEADLINE))
        .isEqualTo(new WriteProbe.Result.Accepted());
  }

  @Test
  void read_only_server_refuses_each_way_to_write_and_stays_readable(Site site) throws Exception {
    var east = site.primary("east");
    east.order(7);
    east.stop();

    east.server().becomeReadOnly();
    east.start();

    assertThat(probe.attempt(east.client(), "n1", Site.DEADLINE))
        .isInstanceOfSatisfying(
            WriteProbe.Result.Refused.class,
            refused -> assertThat(refused.sqlState()).isEqualTo("0A000"));
    try (var client = Session.open(east.client(), Site.DEADLINE)) {
      assertThat(sqlState(() -> client.execute("INSERT INTO lifeboat.probe VALUES ('n2')")))
          .isEqualTo("25006");
      assertThat(sqlState(() -> client.execute("SET transaction_read_only = off")))
          .isEqualTo("0A000");
    }
    assertThat(east.orders()).containsExactly(7);
    east.stop();
    assertThat(east.server().control().state()).isEqualTo(ControlFile.State.SHUT_DOWN_IN_RECOVERY);
    east.server().becomeWriter();
    east.start();
    east.order(8);
    assertThat(east.orders()).containsExactly(7, 8);
  }

  @Test
  @Tag("invariant-3")
  void refused_login_is_not_a_refused_write(Site site) throws Exception {
    var east = site.primary("east");
    try (var session = east.session()) {
      session.execute("ALTER ROLE app NOLOGIN");
    }
    assertThat(probe.attempt(east.client(), "n1", Site.DEADLINE))
        .isInstanceOfSatisfying(
            WriteProbe.Result.Unreachable.class,
            unknown -> {
              assertThat(unknown.why()).startsWith("28000");
              assertThat(unknown.connectionRefused()).isFalse();
            });
  }

  @Test
  @Tag("invariant-3")
  void nobody_at_the_port_is_told_apart_from_silence(Site site) throws Exception {
    var east = site.primary("east");
    east.signal("STOP");
    try {
      PostgresAwait.until(
          "two attempts of 300 ms each, not whole seconds",
          () -> twoAttempts(probe, east).compareTo(Duration.ofMillis(1_500)) < 0);
    } finally {
      east.signal("CONT");
    }
    east.stop();
    assertThat(probe.attempt(east.client(), "n2", SHORT))
        .isEqualTo(new WriteProbe.Result.Unreachable("connection refused", true));
  }

  private static Duration twoAttempts(WriteProbe probe, Site.Node silent) {
    long begin = System.nanoTime();
    assertThat(probe.attempt(silent.client(), "n1", SHORT))
        .isEqualTo(new WriteProbe.Result.Unreachable("timed out", false));
    assertThatThrownBy(() -> Session.open(silent.admin(), SHORT)).isInstanceOf(SQLException.class);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void statement_that_takes_too_long_ends_at_the_deadline(Site site) throws Exception {
    var east = site.primary("east");
    try (var session = Session.open(east.admin(), SHORT)) {
      long begin = System.nanoTime();
      assertThatThrownBy(() -> session.execute("SELECT pg_sleep(30)"))
          .isInstanceOf(SQLException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }
  }

  private static long[] probeRows(Site.Node node) throws Exception {
    try (var session = Session.open(node.admin().in("shop"), Site.DEADLINE)) {
      return session.queryNumbers("SELECT 1 FROM lifeboat.probe");
    }
  }

  private static boolean readOnlyByDefault(Site.Node node) throws Exception {
    var setting = "SELECT (current_setting('default_transaction_read_only') = 'on')::int";
    try (var session = Session.open(node.client(), Site.DEADLINE)) {
      return session.queryNumbers(setting)[0] == 1;
    }
  }

  private static String sqlState(SqlCall call) {
    try {
      call.run();
    } catch (SQLException refusal) {
      return refusal.getSQLState();
    }
    return "accepted";
  }

  private interface SqlCall {
    void run() throws SQLException;
  }
}
