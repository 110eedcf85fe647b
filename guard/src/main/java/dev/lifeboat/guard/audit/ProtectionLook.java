package dev.lifeboat.guard.audit;

import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.UnprotectedData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// What a writer holds that no replica has or no log tells of, looked up now and then: tables are
/// made by people. Used by one thread; [#words] may be called by any.
final class ProtectionLook {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private volatile List<String> words = List.of();
  private long dueAtNanos = System.nanoTime();

  /// One for each kind; empty while nothing is known.
  List<String> words() {
    return words;
  }

  /// Looks, if that is due.
  ///
  /// @param services a session in the database that services use
  void turn(Session services) throws SQLException {
    if (System.nanoTime() - dueAtNanos >= 0) {
      dueAtNanos = System.nanoTime() + EVERY.toNanos();
      words = UnprotectedData.read(services).words();
    }
  }

  /// It is no writer any more.
  void forget() {
    words = List.of();
    dueAtNanos = System.nanoTime();
  }
}
