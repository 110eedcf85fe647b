package dev.lifeboat.lab.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.lifeboat.guard.RefusalLog;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.CallGuard;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The gateway's other port: the controller asks for state and sets the role, the peer ships
/// versions.
final class GatewayAdmin implements HttpHandler {
  /// Below the controller's own second, so that it reads an answer instead of a time-out.
  private static final Duration DRAIN_PATIENCE = Duration.ofMillis(700);

  private static final String REPLICA = "/replica/";

  /// A role in a line or two; a listing of a million keys.
  private static final int LARGEST_ROLE = 1 << 12;

  private static final int LARGEST_LISTING = 1 << 28;

  private final AdminCallers callers;
  private final String life;
  private final RoleBook roles;
  private final Receiver receiver;
  private final DivergedVersions diverged;
  private final RefusalLog refusals;
  private final Supplier<BucketState> state;

  GatewayAdmin(
      AdminCallers callers,
      String life,
      RoleBook roles,
      Receiver receiver,
      DivergedVersions diverged,
      RefusalLog refusals,
      Supplier<BucketState> state) {
    this.callers = callers;
    this.life = life;
    this.roles = roles;
    this.receiver = receiver;
    this.diverged = diverged;
    this.refusals = refusals;
    this.state = state;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set(PeerClient.LIFE, life);
      answer(exchange);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      route(exchange, callers.admit(exchange));
    } catch (RefusedException refused) {
      reply(exchange, refused.status(), refused.why());
    } catch (IllegalArgumentException wrong) {
      reply(exchange, 400, String.valueOf(wrong.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void route(HttpExchange exchange, Optional<CallGuard.Admitted> by)
      throws IOException, InterruptedException {
    var path = exchange.getRequestURI().getRawPath();
    var asked = exchange.getRequestMethod() + " " + path;
    if (path.startsWith(REPLICA)) {
      callers.requirePeer(
          by, PeerClient.stamp(epoch(exchange), required(exchange, PeerClient.VERSION)));
      shipment(exchange, ObjectKey.decode(path.substring(REPLICA.length())));
      return;
    }
    switch (asked) {
      case "GET /state" -> reply(exchange, 200, state.get().toJson());
      case "PUT /role" -> role(exchange, by);
      case "GET /identities" -> {
        // It makes a replica of whoever knows a lower epoch.
        callers.requirePeer(by, PeerClient.stamp(epoch(exchange), ""));
        identities(exchange);
      }
      case "POST /rewind" -> rewind(exchange, by);
      case "GET /diverged" -> reply(exchange, 200, String.join("\n", diverged.lines()));
      default -> reply(exchange, 404, "no such request: " + asked);
    }
  }

  private void role(HttpExchange exchange, Optional<CallGuard.Admitted> by)
      throws IOException, InterruptedException {
    CallGuard.requireJson(exchange);
    var body = bytes(exchange, LARGEST_ROLE);
    callers.requireController(by, body);
    var asked = BucketJson.read(new String(body, StandardCharsets.UTF_8));
    var role = BucketRole.of(BucketJson.text(asked, "role"));
    long epoch = BucketJson.number(asked, "epoch");
    var change =
        role == BucketRole.WRITER
            ? roles.promote(epoch, succession(asked), DRAIN_PATIENCE)
            : roles.change(role, epoch, DRAIN_PATIENCE);
    switch (change) {
      case RoleBook.Change.Made(_) -> reply(exchange, 200, state.get().toJson());
      case RoleBook.Change.Refused(var now, var why) -> {
        refusals.add("PUT /role " + BucketJson.text(asked, "role"), epoch, now.epoch(), why);
        reply(exchange, 409, why);
      }
      case RoleBook.Change.NoCandidate(var problem) ->
          reply(exchange, BucketClient.NO_CANDIDATE, problem.happened());
      case RoleBook.Change.Draining() ->
          reply(exchange, 503, "writes in flight have not ended; new ones are refused already");
    }
  }

  private static Succession succession(JsonNode asked) {
    var loss = asked.path("acceptedLoss");
    return new Succession(
        asked.path("replaces").asLong(0),
        List.of(),
        loss.isString() ? Optional.of(loss.asString()) : Optional.empty());
  }

  private void shipment(HttpExchange exchange, String key)
      throws IOException, InterruptedException {
    var headers = exchange.getRequestHeaders();
    var length = headers.getFirst("Content-Length");
    var shipment =
        new Receiver.Shipment(
            key,
            URLDecoder.decode(required(exchange, PeerClient.VERSION), StandardCharsets.UTF_8),
            epoch(exchange),
            headers,
            length == null ? 0 : Long.parseLong(length));
    switch (exchange.getRequestMethod()) {
      case "PUT" -> reply(exchange, receiver.put(shipment, exchange.getRequestBody()));
      case "DELETE" -> reply(exchange, receiver.putMarker(shipment));
      default -> reply(exchange, 405, "a replica's version is PUT or DELETEd");
    }
  }

  private void identities(HttpExchange exchange) throws IOException, InterruptedException {
    switch (roles.admitPeer(epoch(exchange), DRAIN_PATIENCE)) {
      case RoleBook.Admission.Admitted(var pass) -> pass.close();
      case RoleBook.Admission.Refused(var now, var why) -> {
        refusals.add("GET /identities", epoch(exchange), now.epoch(), why);
        reply(exchange, 409, why);
        return;
      }
      case RoleBook.Admission.Busy() -> {
        reply(exchange, 503, "a change of role is under way");
        return;
      }
    }
    var listing = receiver.listing();
    exchange.sendResponseHeaders(200, 0);
    try (var out = new java.io.BufferedOutputStream(exchange.getResponseBody())) {
      for (var line : listing) {
        out.write((line.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void rewind(HttpExchange exchange, Optional<CallGuard.Admitted> by)
      throws IOException, InterruptedException {
    CallGuard.requireJson(exchange);
    var body = bytes(exchange, LARGEST_LISTING);
    callers.requirePeer(by, PeerClient.stamp(epoch(exchange), body));
    var text = new String(body, StandardCharsets.UTF_8);
    var listing = text.lines().map(PeerClient.KeyLine::parse).toList();
    reply(exchange, receiver.rewind(List.copyOf(listing), epoch(exchange)));
  }

  private static void reply(HttpExchange exchange, Receiver.Reply reply) throws IOException {
    switch (reply) {
      case Receiver.Reply.Taken(var body) -> reply(exchange, 200, body);
      case Receiver.Reply.Refused(var why) -> reply(exchange, 409, why);
      case Receiver.Reply.Busy() -> reply(exchange, 503, "a change of role is under way");
    }
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static long epoch(HttpExchange exchange) {
    return Long.parseLong(required(exchange, PeerClient.EPOCH));
  }

  private static String required(HttpExchange exchange, String header) {
    var value = exchange.getRequestHeaders().getFirst(header);
    if (value == null) {
      throw new IllegalArgumentException("header " + header + " is missing");
    }
    return value;
  }

  private static byte[] bytes(HttpExchange exchange, int most) throws IOException {
    var body = exchange.getRequestBody().readNBytes(most + 1);
    if (body.length > most) {
      throw new RefusedException(
          413, Code.LB1008.name(), "the body is larger than %d bytes".formatted(most));
    }
    return body;
  }
}
