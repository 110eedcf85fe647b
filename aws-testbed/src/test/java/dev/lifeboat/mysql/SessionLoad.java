package dev.lifeboat.mysql;

import dev.lifeboat.awstestbed.MysqlPair;
import dev.lifeboat.awstestbed.MysqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// One client that commits all the time, by one session while that lasts.
final class SessionLoad implements AutoCloseable {
  private final MysqlServer server;
  private final Thread thread;
  private volatile boolean over;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private volatile Duration longest = Duration.ZERO;
  private final AtomicReference<Throwable> broken = new AtomicReference<>();

  SessionLoad(MysqlServer server) {
    this.server = server;
    this.thread =
        Thread.ofPlatform().uncaughtExceptionHandler((_, why) -> broken.set(why)).start(this::run);
  }

  private void run() {
    long last = System.nanoTime();
    while (!over) {
      try (var session = server.login(MysqlPair.SERVICE)) {
        while (!over) {
          last = commit(session, last);
        }
      } catch (SQLException refused) {
        failures.add(String.valueOf(refused.getMessage()));
      }
    }
  }

  private long commit(Connection session, long last) throws SQLException {
    try (var statement = session.createStatement()) {
      // What was written without an answer stays.
      int number = asked.incrementAndGet();
      var _ = statement.executeUpdate("INSERT INTO shop.orders VALUES (%d)".formatted(number));
    }
    int _ = done.incrementAndGet();
    long now = System.nanoTime();
    var gap = Duration.ofNanos(now - last);
    longest = gap.compareTo(longest) > 0 ? gap : longest;
    return now;
  }

  int done() {
    return done.get();
  }

  /// Sessions that ended, and logins that were refused.
  List<String> failures() {
    return failures;
  }

  /// From one commit to the next one.
  Duration longest() {
    return longest;
  }

  /// @throws AssertionError when it had ended before
  void end() throws InterruptedException {
    over = true;
    thread.join();
    if (broken.get() != null) {
      throw new AssertionError("nobody commits any more", broken.get());
    }
  }

  @Override
  public void close() {
    over = true;
  }

  @Override
  public String toString() {
    return "%s commits, %d sessions or logins refused, longest without one %d ms"
        .formatted(done, failures.size(), longest.toMillis());
  }
}
