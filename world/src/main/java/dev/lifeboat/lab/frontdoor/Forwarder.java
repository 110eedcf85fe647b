package dev.lifeboat.lab.frontdoor;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/// Takes one request to an instance of the region whose turn it is, and its answer back. Never
/// repeats a request of which a byte may have been sent, and never tries another region.
///
/// @param entrance whether a client that finds no open region is let go, because another region has
///   an entrance of its own
record Forwarder(
    Supplier<Routes> routes, TrafficCount unrouted, Duration answerTimeout, boolean entrance) {

  /// A region can close between being chosen and taking the request. Then the next table is only
  /// moments away; a fence that must cut off a slow client first takes longest.
  private static final Duration NEXT_TABLE = Duration.ofMillis(500);

  private static final Duration LOOK_AGAIN = Duration.ofNanos(200_000);

  /// An answer up to this size is complete before its first byte goes to the client, so that a
  /// connection lost in the middle is a clear 502 instead of a broken answer.
  private static final int WHOLE_BYTES = 64 << 10;

  /// What changes nothing wherever it is sent, by RFC 9110, 9.2.1; a service that writes on them is
  /// not lent to.
  private static final Set<String> READS = Set.of("GET", "HEAD");

  /// Answers the client, whatever happens.
  ///
  /// @throws IOException when the client's connection is of no use any more
  void forward(ClassicHttpRequest request, ClientConnection client) throws IOException {
    long begin = System.nanoTime();
    boolean read = READS.contains(request.getMethod());
    for (var region = routes.get().choose(read, begin);
        region != null;
        region = routes.get().choose(read, System.nanoTime())) {
      var inFlight = new InFlight(client.channel(), answerTimeout);
      if (region.gate().admit(inFlight)) {
        try (var visit = region.visit(read)) {
          forward(request, client, region, inFlight, visit);
          return;
        } finally {
          region.gate().leave(inFlight);
        }
      }
      if (System.nanoTime() - begin > NEXT_TABLE.toNanos()) {
        break;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    unrouted.requested();
    if (entrance) {
      client.dismiss();
    }
    client.refuse(HttpStatus.SC_SERVICE_UNAVAILABLE, false, "no region is open");
  }

  private static void forward(
      ClassicHttpRequest request,
      ClientConnection client,
      RegionRoute region,
      InFlight inFlight,
      Visit visit)
      throws IOException {
    int begin = region.turn().getAndIncrement();
    for (int tried = 0; tried < region.size() && !inFlight.ended(); tried++) {
      var instance = region.instance(begin, tried);
      var upstream = instance.healthy() ? connect(instance, inFlight) : null;
      if (upstream != null) {
        exchange(request, client, new Way(region, inFlight, visit, instance, upstream));
        return;
      }
    }
    visit.failed();
    client.refuse(
        HttpStatus.SC_SERVICE_UNAVAILABLE,
        false,
        inFlight.fenced()
            ? region.name() + " was closed before the request was sent"
            : "no instance of " + region.name() + " takes connections");
  }

  /// A connection to the instance, or null when it takes none.
  private static @Nullable Upstream connect(Instance instance, InFlight inFlight)
      throws IOException {
    var kept = instance.takeIdle();
    if (kept != null) {
      inFlight.on(kept);
      return kept;
    }
    var fresh = new Upstream();
    inFlight.on(fresh);
    try {
      fresh.connect(instance.address());
      return fresh;
    } catch (ConnectException refused) {
      instance.markDown("refused");
    } catch (IOException unreachable) {
      if (!inFlight.fenced()) {
        instance.markDown(unreachable.toString());
      }
    }
    fresh.close();
    return null;
  }

  private static void exchange(ClassicHttpRequest request, ClientConnection client, Way way)
      throws IOException {
    ClassicHttpResponse answer;
    var sent = outgoing(request);
    try {
      answer = whole(way.upstream().exchange(sent));
    } catch (IOException | HttpException lost) {
      way.upstream().close();
      way.visit().failed();
      refuseSent(client, way, lost);
      return;
    }
    deliver(answer, client, way);
    way.inFlight().done();
    if (Upstream.reusable(sent, answer)) {
      way.instance().keep(way.upstream());
    } else {
      way.upstream().close();
    }
  }

  private static void deliver(ClassicHttpResponse answer, ClientConnection client, Way way)
      throws IOException {
    way.inFlight().delivering();
    boolean good = answer.getCode() < HttpStatus.SC_SERVER_ERROR;
    boolean delivered = false;
    try {
      delivered = way.region().gate().deliver(() -> client.send(answer, way.region().name()));
    } catch (IOException broken) {
      // Of a whole answer only the client can break the delivery, which says nothing of the region.
      delivered = answer.getEntity() == null || answer.getEntity().isRepeatable();
      way.upstream().close();
      throw broken;
    } finally {
      if (delivered && good) {
        way.visit().answered();
      } else {
        way.visit().failed();
      }
    }
    if (!delivered) {
      way.upstream().close();
      refuseSent(client, way, new IOException("the answer came too late"));
    }
  }

  private static void refuseSent(ClientConnection client, Way way, Exception lost)
      throws IOException {
    var where = way.instance().address() + " in " + way.region().name();
    if (way.inFlight().fenced()) {
      client.refuse(HttpStatus.SC_BAD_GATEWAY, true, way.region().name() + " was closed meanwhile");
    } else if (way.inFlight().timedOut()) {
      client.refuse(HttpStatus.SC_GATEWAY_TIMEOUT, true, "no answer in time from " + where);
    } else {
      client.refuse(HttpStatus.SC_BAD_GATEWAY, true, "lost " + where + ": " + lost.getMessage());
    }
  }

  private static ClassicHttpRequest outgoing(ClassicHttpRequest request) {
    var outgoing = new BasicClassicHttpRequest(request.getMethod(), request.getPath());
    EndToEnd.copy(request, outgoing);
    var body = request.getEntity();
    if (body != null) {
      outgoing.setEntity(body);
      outgoing.setHeader("Content-Length", body.getContentLength());
    }
    return outgoing;
  }

  private static ClassicHttpResponse whole(ClassicHttpResponse answer) throws IOException {
    var body = answer.getEntity();
    if (body != null && body.getContentLength() >= 0 && body.getContentLength() <= WHOLE_BYTES) {
      answer.setEntity(new ByteArrayEntity(EntityUtils.toByteArray(body), null));
    }
    return answer;
  }

  /// The way that one request has taken.
  private record Way(
      RegionRoute region, InFlight inFlight, Visit visit, Instance instance, Upstream upstream) {}
}
