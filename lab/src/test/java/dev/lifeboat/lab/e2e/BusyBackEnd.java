package dev.lifeboat.lab.e2e;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One back end that commits row after row inside a procedure. It needs neither its client nor its
/// postmaster for that, so it goes on when the postmaster is killed and the port refuses.
final class BusyBackEnd implements AutoCloseable {
  private static final Duration LOGIN = Duration.ofSeconds(5);
  // Its own end, should nobody fence it: a test that fails must not wait for longer.
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final String PROCEDURE =
      """
      create or replace procedure commit_row_by_row(millis bigint) language plpgsql as $$
      declare
        ends timestamptz := clock_timestamp() + millis * interval '1 millisecond';
      begin
        while clock_timestamp() < ends loop
          insert into busy values (clock_timestamp());
          commit;
        end loop;
      end $$
      """;

  private final Endpoint endpoint;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final Thread thread;

  /// Returns once it has committed.
  BusyBackEnd(Endpoint endpoint) throws SQLException {
    this.endpoint = endpoint;
    try (var session = Session.open(endpoint, LOGIN)) {
      session.execute("create table if not exists busy (at timestamptz not null)");
      session.execute("truncate busy");
      session.execute(PROCEDURE);
    }
    thread = Thread.ofPlatform().name("busy back end").start(this::call);
    LabAwait.until(() -> newest(endpoint).isAfter(Instant.EPOCH));
  }

  private void call() {
    try (var session = Session.open(endpoint, LONGEST.plus(LOGIN))) {
      session.execute("call commit_row_by_row(%d)".formatted(LONGEST.toMillis()));
      answered.set(true);
    } catch (SQLException ended) {
      // Its server was killed or stopped, which is what it is here for.
      return;
    }
  }

  /// Whether its client was ever told that the work is done.
  boolean answered() {
    return answered.get();
  }

  /// When the newest row that its server holds was written; the epoch if none is there.
  Instant newest() {
    return newest(endpoint);
  }

  private static Instant newest(Endpoint endpoint) {
    try (var session = Session.open(endpoint, LOGIN)) {
      var micros =
          session.queryNumbers(
              "select coalesce((extract(epoch from max(at)) * 1000000)::bigint, 0) from busy");
      return Instant.EPOCH.plus(micros[0], ChronoUnit.MICROS);
    } catch (SQLException unread) {
      throw new IllegalStateException(unread);
    }
  }

  @Override
  public void close() {
    LabAwait.until(() -> !thread.isAlive());
  }
}
