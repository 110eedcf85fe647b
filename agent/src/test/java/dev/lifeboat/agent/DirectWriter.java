package dev.lifeboat.agent;

import dev.lifeboat.postgres.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// A client that writes straight to one server, past every front door, as fast as 10 ms apart, and
/// notes when it was acknowledged. A commit whose wait was cancelled is no acknowledgement.
final class DirectWriter implements AutoCloseable {
  private final Endpoint server;
  private final Thread thread;
  private final List<Long> acknowledgedAtNanos = new CopyOnWriteArrayList<>();
  private volatile long newestBegunNanos = Long.MIN_VALUE;
  private volatile boolean ending;

  private DirectWriter(Endpoint server) {
    this.server = server;
    this.thread = Thread.ofVirtual().name("direct writer").unstarted(this::write);
  }

  static DirectWriter begin(Endpoint server) {
    var writer = new DirectWriter(server);
    writer.thread.start();
    return writer;
  }

  int acknowledged() {
    return acknowledgedAtNanos.size();
  }

  /// Of `System.nanoTime()`.
  long lastAcknowledgedNanos() {
    return acknowledgedAtNanos.isEmpty() ? Long.MIN_VALUE : acknowledgedAtNanos.getLast();
  }

  /// When the newest acknowledged write was begun, of `System.nanoTime()`.
  long newestBegunNanos() {
    return newestBegunNanos;
  }

  /// The longest time between two acknowledgements since `nanos`, the time until now included.
  Duration longestGapSince(long nanos) {
    long longest = 0;
    long before = nanos;
    for (long at : acknowledgedAtNanos) {
      if (at > before) {
        longest = Math.max(longest, at - before);
        before = at;
      }
    }
    return Duration.ofNanos(Math.max(longest, System.nanoTime() - before));
  }

  @Override
  public void close() {
    ending = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    while (!ending) {
      try (var connection = connect()) {
        while (!ending) {
          insert(connection);
          LockSupport.parkNanos(10_000_000);
        }
      } catch (SQLException refused) {
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private void insert(Connection connection) throws SQLException {
    long begun = System.nanoTime();
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO writes DEFAULT VALUES");
      if (statement.getWarnings() == null) {
        newestBegunNanos = begun;
        acknowledgedAtNanos.add(System.nanoTime());
      }
    }
  }

  /// It waits for an answer for a while, as a patient client does; a new try comes after that.
  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    properties.setProperty("loginTimeout", "2");
    properties.setProperty("socketTimeout", "15");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), server.database()),
        properties);
  }
}
