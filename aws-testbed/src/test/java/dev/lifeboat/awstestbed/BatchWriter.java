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
public final class BatchWriter implements AutoCloseable {
  public static final String CLIENT = "insider";

  private static final String WRITE = "INSERT INTO orders VALUES ('%s', %d, 'by nobody')";

  private final Door door;
  private final SortedMap<Long, Instant> written = new ConcurrentSkipListMap<>();
  private final Thread thread;
  private volatile boolean ends;
  private volatile long refusals;
  private long number;

  /// How it gets to the database, each time anew.
  @FunctionalInterface
  public interface Door {
    Desk open() throws SQLException;
  }

  /// Where it writes once it is in.
  public interface Desk extends AutoCloseable {
    void write(long number) throws SQLException;

    @Override
    void close() throws SQLException;
  }

  private BatchWriter(Door door) {
    this.door = door;
    this.thread = Thread.ofVirtual().unstarted(this::work);
  }

  /// One that writes orders, and begins at once.
  public static BatchWriter at(Endpoint login) {
    return at(() -> orders(Session.open(login, Site.DEADLINE)));
  }

  private static Desk orders(Session session) {
    return new Desk() {
      @Override
      public void write(long number) throws SQLException {
        session.execute(WRITE.formatted(CLIENT, number));
      }

      @Override
      public void close() throws SQLException {
        session.close();
      }
    };
  }

  /// One that begins at once.
  public static BatchWriter at(Door door) {
    var insider = new BatchWriter(door);
    insider.thread.start();
    return insider;
  }

  private void work() {
    while (!ends) {
      try (var desk = door.open()) {
        while (!ends) {
          number++;
          desk.write(number);
          written.put(number, Instant.now());
          LookPause.pass();
        }
      } catch (SQLException _) {
        refusals++;
        LookPause.pass(); // It tries again.
      }
    }
  }

  public void awaitWrites(int many) {
    while (written.size() < many) {
      LookPause.pass();
    }
  }

  /// Waits until it was refused once more, or silence was.
  public void awaitRefusal() {
    long before = refusals;
    while (refusals == before) {
      LookPause.pass();
    }
  }

  /// When each number was acknowledged.
  public SortedMap<Long, Instant> written() {
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
