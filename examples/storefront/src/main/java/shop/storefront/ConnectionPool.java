package shop.storefront;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A few connections, kept open between uses. Thread-safe.
///
/// Made for the day the database goes away: whoever finds a connection broken closes the idle ones
/// too, since they broke with it, and the next caller opens a new one at once. Nothing is tried in
/// the background, so nothing waits for a next try.
final class ConnectionPool implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("storefront");

  private static final long BORROW_SECONDS = 1;
  private static final int CHECK_SECONDS = 1;

  /// A connection used a moment ago is taken as sound; any other is asked first.
  private static final long SOUND_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Opening opening;
  private final Semaphore permits;
  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

  interface Opening {
    Connection open() throws SQLException;
  }

  interface Work<T> {
    T on(Connection connection) throws SQLException, StoreException;
  }

  private record Idle(Connection connection, long sinceNanos) {}

  ConnectionPool(int connections, Opening opening) {
    this.permits = new Semaphore(connections, true);
    this.opening = opening;
  }

  /// Runs `work` on a connection of its own.
  ///
  /// @throws StoreException.Refused when there was none to be had; `work` was not begun
  /// @throws SQLException from `work`
  <T> T with(Work<T> work) throws SQLException, StoreException {
    acquire();
    try {
      return on(connection(), work);
    } finally {
      permits.release();
    }
  }

  private <T> T on(Connection connection, Work<T> work) throws SQLException, StoreException {
    boolean sound = false;
    try {
      var result = work.on(connection);
      sound = true;
      return result;
    } catch (SQLException failure) {
      sound = SqlOutcome.isSound(failure);
      throw failure;
    } finally {
      if (sound) {
        idle.push(new Idle(connection, System.nanoTime()));
      } else {
        discard(connection);
        close();
      }
    }
  }

  private void acquire() throws StoreException {
    try {
      if (permits.tryAcquire(BORROW_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      throw new StoreException.Refused("no connection is free", new SQLException("all in use"));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException.Refused("interrupted", interrupted);
    }
  }

  private Connection connection() throws StoreException {
    try {
      var last = idle.poll();
      if (last != null) {
        boolean recent = System.nanoTime() - last.sinceNanos() < SOUND_NANOS;
        if (recent || last.connection().isValid(CHECK_SECONDS)) {
          return last.connection();
        }
        discard(last.connection());
        close();
      }
      return opening.open();
    } catch (SQLException failure) {
      throw new StoreException.Refused("no database: " + failure.getMessage(), failure);
    }
  }

  /// Closes what is idle. The pool can still be used: it then opens new connections.
  @Override
  public void close() {
    for (var next = idle.poll(); next != null; next = idle.poll()) {
      discard(next.connection());
    }
  }

  private static void discard(Connection connection) {
    try {
      connection.close();
    } catch (SQLException failure) {
      LOG.log(Level.FINE, "closing a connection that is no longer wanted", failure);
    }
  }
}
