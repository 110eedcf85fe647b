package dev.lifeboat.awstestbed;

import java.sql.SQLException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Writes to a server of MySQL all the time, and remembers what it was told to be written.
final class MysqlWriter implements AutoCloseable {
  private final MysqlServer server;
  private final String user;
  private final SortedMap<Long, Instant> written = new ConcurrentSkipListMap<>();
  private final Thread thread;
  private volatile boolean ends;
  private long number;

  private MysqlWriter(MysqlServer server, String user) {
    this.server = server;
    this.user = user;
    this.thread = Thread.ofVirtual().unstarted(this::work);
  }

  /// One that begins at once.
  static MysqlWriter at(MysqlServer server, String user) {
    var writer = new MysqlWriter(server, user);
    writer.thread.start();
    return writer;
  }

  private void work() {
    while (!ends) {
      try (var session = server.login(user);
          var insert = session.prepareStatement("INSERT INTO shop.orders VALUES (?)")) {
        while (!ends) {
          number++;
          insert.setLong(1, number);
          insert.executeUpdate();
          written.put(number, Instant.now());
          Moment.pass();
        }
      } catch (SQLException _) {
        Moment.pass(); // It is refused, and tries again.
      }
    }
  }

  /// When each number was acknowledged.
  SortedMap<Long, Instant> written() {
    return written;
  }

  void awaitWrites(int many) {
    while (written.size() < many) {
      Moment.pass();
    }
  }

  @Override
  public void close() {
    ends = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
