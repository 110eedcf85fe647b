package dev.lifeboat.lab.standin;

import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One database of a stand-in, by the login that a service has, kept open between questions. Safe
/// from any thread: who cannot ask within the limit is told so.
final class KeptSession {
  /// Front doors and canaries wait no longer.
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final Endpoint endpoint;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Session open;

  private KeptSession(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /// @param prefix of the variables that a lab gives a service for a database, such as `ORDERS`
  static KeptSession in(Map<String, String> given, String prefix) {
    var url = variable(given, prefix + "_URL");
    return new KeptSession(
        new Endpoint(
            variable(given, prefix + "_HOST"),
            Integer.parseInt(variable(given, prefix + "_PORT")),
            url.substring(url.lastIndexOf('/') + 1),
            new Credential(
                variable(given, prefix + "_USER"), variable(given, prefix + "_PASSWORD"))));
  }

  private static String variable(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name))
        .orElseThrow(() -> new IllegalArgumentException("the variable " + name + " is missing"));
  }

  /// Why it takes no write now; empty if it does.
  Optional<String> refusal() throws InterruptedException {
    if (!lock.tryLock(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.of("it does not answer within " + LIMIT.toMillis() + " ms");
    }
    try {
      return asked();
    } catch (SQLException failed) {
      drop();
      return Optional.of(SqlFailure.told(failed));
    } finally {
      lock.unlock();
    }
  }

  /// A session that was kept may be one of a server that is gone: it is opened anew, once.
  private Optional<String> asked() throws SQLException {
    var kept = open;
    if (kept != null) {
      try {
        return recovering(kept);
      } catch (SQLException _) {
        drop();
      }
    }
    var fresh = Session.open(endpoint, LIMIT);
    open = fresh;
    return recovering(fresh);
  }

  private static Optional<String> recovering(Session session) throws SQLException {
    return session.inRecovery() ? Optional.of("it is a replica") : Optional.empty();
  }

  /// A session that cannot even be closed is of no more use than one that was.
  private void drop() {
    var dropped = open;
    open = null;
    if (dropped == null) {
      return;
    }
    try {
      dropped.close();
    } catch (SQLException unclosed) {
      System.err.println("stand-in: " + SqlFailure.told(unclosed));
    }
  }
}
