package dev.lifeboat.awstestbed;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Writes to a database all the time without asking anybody, as a batch job beside a service does,
/// and remembers what it was told to be written.
final class Insider implements AutoCloseable {
  static final String CLIENT = "insider";

  private static final String WRITE = "INSERT INTO orders VALUES ('%s', %d, 'by nobody')";

  private final Endpoint login;
  private final SortedMap<Long, Instant> written = new ConcurrentSkipListMap<>();
  private final Thread thread;
  private volatile boolean ends;
  private volatile long refusals;
  private long number;

  private Insider(Endpoint login) {
    this.login = login;
    this.thread = Thread.ofVirtual().unstarted(this::work);
  }

  /// One that begins at once.
  static Insider at(Endpoint login) {
    var insider = new Insider(login);
    insider.thread.start();
    return insider;
  }

  private void work() {
    while (!ends) {
      try (var session = Session.open(login, Site.DEADLINE)) {
        while (!ends) {
          number++;
          session.execute(WRITE.formatted(CLIENT, number));
          written.put(number, Instant.now());
          Moment.pass();
        }
      } catch (SQLException _) {
        refusals++;
        Moment.pass(); // It tries again.
      }
    }
  }

  /// Waits until it was refused once more, or silence was.
  void awaitRefusal() {
    long before = refusals;
    while (refusals == before) {
      Moment.pass();
    }
  }

  /// When each number was acknowledged.
  SortedMap<Long, Instant> written() {
    return written;
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
