package dev.lifeboat.agent.probe;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.wire.ProbeResult;
import java.sql.SQLException;
import java.time.Duration;

/// Asks a database by SQL whether it is in recovery. A frozen server still accepts connections, so
/// only a full round trip counts. The connection is held from probe to probe: a server that dies
/// shows at once. Probes of one instance are serialised.
public final class SqlProbe implements AutoCloseable {
  private static final String QUERY_CANCELED = "57014";

  private final Endpoint endpoint;
  private final Duration limit;
  private final HeldSession<Session> session;

  /// Connects at the first probe.
  ///
  /// @param limit for a login, and again for the question
  public SqlProbe(Endpoint endpoint, Duration limit) {
    this.endpoint = endpoint;
    this.limit = limit;
    this.session = new HeldSession<>(() -> Session.open(endpoint, limit));
  }

  /// Looks once. [ProbeResult.Answered] tells `primary` or `replica`. A held connection that broke
  /// is opened anew first, as the server may merely have closed that one.
  public synchronized ProbeResult probe() {
    boolean held = session.isHeld();
    var result = ask();
    return held && result instanceof ProbeResult.Refused ? ask() : result;
  }

  @Override
  public synchronized void close() {
    session.giveUp();
  }

  private ProbeResult ask() {
    long began = System.nanoTime();
    try {
      var detail = session.get().inRecovery() ? "replica" : "primary";
      return new ProbeResult.Answered(detail, Duration.ofNanos(System.nanoTime() - began));
    } catch (SQLException failure) {
      session.giveUp();
      return QUERY_CANCELED.equals(failure.getSQLState()) || SqlFailure.timedOut(failure)
          ? new ProbeResult.Silent(limit)
          : new ProbeResult.Refused(endpoint + ": " + SqlFailure.told(failure));
    }
  }
}
