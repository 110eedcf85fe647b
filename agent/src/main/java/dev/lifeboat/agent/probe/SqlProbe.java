package dev.lifeboat.agent.probe;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.wire.ProbeResult;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks a database by SQL whether it is in recovery. A frozen server still accepts connections, so
/// only a full round trip counts. The connection is held from probe to probe: a server that dies
/// shows at once. Probes of one instance are serialised.
public final class SqlProbe implements AutoCloseable {
  private static final String QUERY_CANCELED = "57014";

  private final Endpoint endpoint;
  private final Duration limit;
  private @Nullable Session session;

  /// Connects at the first probe.
  ///
  /// @param limit for a login, and again for the question
  public SqlProbe(Endpoint endpoint, Duration limit) {
    this.endpoint = endpoint;
    this.limit = limit;
  }

  /// Looks once. [ProbeResult.Answered] tells `primary` or `replica`. A held connection that broke
  /// is opened anew first, as the server may merely have closed that one.
  public synchronized ProbeResult probe() {
    boolean held = session != null;
    var result = ask();
    return held && result instanceof ProbeResult.Refused ? ask() : result;
  }

  @Override
  public synchronized void close() {
    var old = session;
    session = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException _) {
        // The connection is given up either way.
        return;
      }
    }
  }

  private ProbeResult ask() {
    long began = System.nanoTime();
    try {
      var open = session;
      if (open == null) {
        open = Session.open(endpoint, limit);
        session = open;
      }
      var detail = open.inRecovery() ? "replica" : "primary";
      return new ProbeResult.Answered(detail, Duration.ofNanos(System.nanoTime() - began));
    } catch (SQLException failure) {
      close();
      return timedOut(failure)
          ? new ProbeResult.Silent(limit)
          : new ProbeResult.Refused(endpoint + ": " + firstLine(failure));
    }
  }

  private static boolean timedOut(SQLException failure) {
    if (QUERY_CANCELED.equals(failure.getSQLState())) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
