package dev.lifeboat.lab.e2e;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A client that knows nothing of the front door: it inserts numbered rows into one database, one
/// after the other, and connects anew whenever it has to.
final class LabDirectWriter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Clock clock = Clock.systemUTC();
  private final Endpoint endpoint;
  private final String table;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicLong attempts = new AtomicLong();
  private final AtomicReference<Instant> lastAccepted = new AtomicReference<>(Instant.MIN);
  private final List<Instant> answered = new CopyOnWriteArrayList<>();
  private final Thread thread;

  /// Returns once its first row is acknowledged.
  LabDirectWriter(Endpoint endpoint) throws SQLException {
    this(endpoint, "direct");
  }

  /// The same, into a table of its own.
  LabDirectWriter(Endpoint endpoint, String table) throws SQLException {
    this.endpoint = endpoint;
    this.table = table;
    try (var session = Session.open(endpoint, PATIENCE)) {
      session.execute("create table if not exists %s (number bigint, at text)".formatted(table));
    }
    thread = Thread.ofPlatform().name("direct writer").start(this::write);
    LabAwait.until(() -> lastAccepted.get().isAfter(Instant.MIN));
  }

  private void write() {
    while (!stopped.get()) {
      try (var connection = connect()) {
        while (!stopped.get()) {
          insert(connection);
        }
      } catch (SQLException refused) {
        attempts.incrementAndGet();
        LabAwait.pause();
      }
    }
  }

  /// A success with a warning is none: the wait for who must confirm it was cancelled.
  private void insert(Connection connection) throws SQLException {
    var began = clock.instant();
    try (var statement = connection.createStatement()) {
      statement.execute(
          "insert into %s values (%d, '%s')".formatted(table, attempts.incrementAndGet(), began));
      if (statement.getWarnings() == null) {
        lastAccepted.set(began);
        answered.add(clock.instant());
      }
    }
  }

  /// Waits for an answer as long as a patient client does.
  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", endpoint.user());
    properties.setProperty("password", endpoint.password());
    properties.setProperty("loginTimeout", "2");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(endpoint.host(), endpoint.port(), endpoint.database()),
        properties);
  }

  /// Waits until as many further writes were tried.
  void awaitAttempts(int count) {
    long target = attempts.get() + count;
    LabAwait.until(() -> attempts.get() >= target);
  }

  /// When the last acknowledged write was begun. Not when its answer was read: on a busy machine
  /// that may be long after it was given.
  Instant lastAccepted() {
    return lastAccepted.get();
  }

  /// How many acknowledgements came after `moment`, whenever their writes had been begun.
  long acceptedAfter(Instant moment) {
    return answered.stream().filter(moment::isBefore).count();
  }

  @Override
  public void close() {
    stopped.set(true);
    LabAwait.until(() -> !thread.isAlive());
  }
}
