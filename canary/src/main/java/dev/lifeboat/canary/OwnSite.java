package dev.lifeboat.canary;

import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryLine.Reply;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
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
/// A write is its object, then its row. Only where nothing can have been written is it refused.
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

  /// @param patience with each of the object, the login and the row
  OwnSite(
      OwnStores.Site site,
      String password,
      HttpClient http,
      InstantSource clock,
      Duration patience) {
    this.site = site;
    this.endpoint = new Endpoint(site.host(), site.port(), site.database(), site.user(), password);
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
    try {
      // First what costs little where nothing is taken: a login is dear.
      var untaken = object(number);
      return untaken.isPresent() ? untaken.get() : row(client, number);
    } finally {
      connections.release();
    }
  }

  /// Writes the object; what is to be answered where it was not taken.
  private Optional<Reply> object(long number) throws InterruptedException {
    if (site.objects() == null) {
      return Optional.empty();
    }
    try {
      int status = put(site.objects(), number);
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

  private Reply row(String client, long number) {
    Session session;
    try {
      var kept = idle.poll();
      session = kept == null ? Session.ofAClient(endpoint, patience) : kept;
    } catch (SQLException unopened) {
      return reply(Answer.REFUSED, OptionalInt.empty(), why(unopened));
    }
    try {
      session.execute(Canary.insertion(client, number));
      idle.push(session);
      return reply(Answer.ACKNOWLEDGED, OptionalInt.empty(), Optional.empty());
    } catch (SQLException failed) {
      close(session);
      closeIdle();
      boolean replica = READ_ONLY.equals(failed.getSQLState());
      return reply(replica ? Answer.REFUSED : Answer.UNKNOWN, OptionalInt.empty(), why(failed));
    }
  }

  private int put(URI objects, long number) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(objects.toString() + number))
            .timeout(patience)
            .PUT(BodyPublishers.ofString(Long.toString(number)))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private Reply reply(Answer answer, OptionalInt status, Optional<String> why) {
    return new Reply(answer, clock.instant(), status, Optional.of(site.region()), why);
  }

  private static Optional<String> why(SQLException failed) {
    var said = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    return Optional.of(failed.getSQLState() + " " + said);
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
      System.err.println("canary: " + gone.getMessage());
    }
  }
}
