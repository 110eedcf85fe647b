package dev.lifeboat.canary;

import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryLine.Reply;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.wire.NoAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The canary's own table and objects in one region, over a few connections that are kept while
/// they work. Thread-safe.
///
/// A write is its object, then its row. It is refused only where no row can have been written: a
/// lone object is no write.
final class OwnSite implements OwnWrites.Place {
  /// As many as the pool of a small service; a hung region is met with no more.
  private static final int CONNECTIONS = 8;

  private static final String READ_ONLY = "25006";
  private static final int UNAVAILABLE = 503;

  private final OwnStores.Site site;
  private final Endpoint endpoint;
  private final HttpClient http;
  private final InstantSource clock;
  private final Duration patience;
  private final Semaphore connections = new Semaphore(CONNECTIONS);
  private final Deque<Session> idle = new ConcurrentLinkedDeque<>();

  /// @param patience with all of one write: the object, the login and the row
  OwnSite(
      OwnStores.Site site,
      String password,
      HttpClient http,
      InstantSource clock,
      Duration patience) {
    this.site = site;
    var login = new Credential(site.user(), password);
    this.endpoint = new Endpoint(site.host(), site.port(), site.database(), login);
    this.http = http;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public boolean acquire(Duration wait) throws InterruptedException {
    return connections.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Reply write(String client, long number) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    try {
      // First what costs little where nothing is taken: a login is dear.
      var untaken = object(number, until);
      return untaken.isPresent() ? untaken.get() : row(client, number, until);
    } finally {
      connections.release();
    }
  }

  /// Writes the object; what is to be answered where it was not taken.
  private Optional<Reply> object(long number, long until) throws InterruptedException {
    if (site.objects() == null) {
      return Optional.empty();
    }
    try {
      int status = put(site.objects(), number, until);
      return status / 100 == 2
          ? Optional.empty()
          : Optional.of(
              reply(
                  status == UNAVAILABLE ? Answer.REFUSED : Answer.UNKNOWN,
                  OptionalInt.of(status),
                  Optional.of("the object was not taken")));
    } catch (IOException failed) {
      return Optional.of(
          reply(
              failed instanceof ConnectException ? Answer.REFUSED : Answer.UNKNOWN,
              OptionalInt.empty(),
              Optional.of(NoAnswer.why(failed))));
    }
  }

  private Reply row(String client, long number, long until) {
    Session session;
    try {
      var kept = idle.poll();
      session = kept == null ? Session.ofAClient(endpoint, left(until)) : kept;
    } catch (SQLException unopened) {
      return reply(Answer.REFUSED, OptionalInt.empty(), why(unopened));
    }
    try {
      session.execute(CanaryRows.insertion(client, number), left(until));
      idle.push(session);
      return reply(Answer.ACKNOWLEDGED, OptionalInt.empty(), Optional.empty());
    } catch (SQLException failed) {
      close(session);
      closeIdle();
      boolean replica = READ_ONLY.equals(failed.getSQLState());
      return reply(replica ? Answer.REFUSED : Answer.UNKNOWN, OptionalInt.empty(), why(failed));
    }
  }

  private int put(URI objects, long number, long until) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(objects.toString() + number))
            .timeout(left(until))
            .PUT(BodyPublishers.ofString(Long.toString(number)))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  /// What is over has a moment left: none would mean no limit.
  private static Duration left(long until) {
    return Duration.ofMillis(Math.max(1, (until - System.nanoTime()) / 1_000_000));
  }

  private Reply reply(Answer answer, OptionalInt status, Optional<String> why) {
    return new Reply(answer, clock.instant(), status, Optional.of(site.region()), why);
  }

  private static Optional<String> why(SQLException failed) {
    return Optional.of(failed.getSQLState() + " " + SqlFailure.told(failed));
  }

  /// Whatever made one of them useless does so to the others.
  private void closeIdle() {
    for (var session = idle.poll(); session != null; session = idle.poll()) {
      close(session);
    }
  }

  private static void close(Session session) {
    try {
      session.close();
    } catch (SQLException gone) {
      // It is of no use any more, closed or not.
      System.err.println("canary: " + SqlFailure.told(gone));
    }
  }
}
