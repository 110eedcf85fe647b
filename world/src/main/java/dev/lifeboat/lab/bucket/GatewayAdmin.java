package dev.lifeboat.lab.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.lifeboat.files.DurableLog;
import dev.lifeboat.guard.RefusalLog;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.CallGuard;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.Caller.Kind;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.ProgramJson;
import dev.lifeboat.wire.RefusedException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The gateway's other port: the controller asks for state and sets the role, the peer ships
/// versions. A gateway that starts asks itself for the writer's role, once the placement confirms
/// it.
final class GatewayAdmin implements HttpHandler {
  /// Below the controller's own second, so that it reads an answer instead of a time-out.
  private static final Duration DRAIN_PATIENCE = Duration.ofMillis(700);

  private static final String REPLICA = "/replica/";

  /// A role in a line or two; a listing of a million keys.
  private static final int LARGEST_ROLE = 1 << 12;

  private static final int LARGEST_LISTING = 1 << 28;

  private final String life = UUID.randomUUID().toString();
  private final RegionBucket own;
  private final CallGuard guard;
  private final Receiver receiver;
  private final RefusalLog refusals;
  private final Supplier<BucketState> state;

  GatewayAdmin(RegionBucket own, CallGuard guard, Supplier<BucketState> state) {
    this.own = own;
    this.guard = guard;
    this.receiver = new Receiver(own);
    this.refusals =
        new RefusalLog(
            new DurableLog(own.config().state().resolve("refusals.jsonl")), Clock.systemUTC());
    this.state = state;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set(PeerClient.LIFE, life);
      try {
        route(exchange, guard.admit(exchange));
      } catch (RefusedException refused) {
        reply(exchange, refused.status(), refused.why());
      } catch (IllegalArgumentException wrong) {
        reply(exchange, 400, String.valueOf(wrong.getMessage()));
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void route(HttpExchange exchange, Optional<CallGuard.Admitted> by)
      throws IOException, InterruptedException {
    var path = exchange.getRequestURI().getRawPath();
    var asked = exchange.getRequestMethod() + " " + path;
    if (path.startsWith(REPLICA)) {
      requirePeer(by, PeerClient.stamp(epoch(exchange), required(exchange, PeerClient.VERSION)));
      shipment(exchange, ObjectKey.decode(path.substring(REPLICA.length())));
      return;
    }
    switch (asked) {
      case "GET /state" -> reply(exchange, 200, ProgramJson.line(state.get()));
      case "PUT /role" -> role(exchange, by);
      case "GET /identities" -> {
        // It makes a replica of whoever knows a lower epoch.
        requirePeer(by, PeerClient.stamp(epoch(exchange), ""));
        identities(exchange);
      }
      case "POST /rewind" -> rewind(exchange, by);
      case "GET /diverged" -> reply(exchange, 200, String.join("\n", own.diverged().lines()));
      default -> reply(exchange, 404, "no such request: " + asked);
    }
  }

  private void requireController(Optional<CallGuard.Admitted> by) throws RefusedException {
    var caller = known(by).caller();
    if (caller.kind() != Kind.CONTROLLER
        && !caller.equals(new Caller(Kind.GATEWAY, own.config().region()))) {
      throw refused("a role is not for " + caller);
    }
  }

  /// @param stamp what it must have signed, see [PeerClient#stamp]
  private static void requirePeer(Optional<CallGuard.Admitted> by, byte[] stamp)
      throws RefusedException {
    var known = known(by);
    if (known.caller().kind() != Kind.GATEWAY) {
      throw refused("versions are not for " + known.caller());
    }
    known.requireSigned(stamp);
  }

  private static CallGuard.Admitted known(Optional<CallGuard.Admitted> by) throws RefusedException {
    return by.orElseThrow(() -> refused("the request is not signed"));
  }

  private static RefusedException refused(String why) {
    return new RefusedException(403, Code.LB3012.name(), why);
  }

  private void role(HttpExchange exchange, Optional<CallGuard.Admitted> by)
      throws IOException, InterruptedException {
    CallGuard.requireJson(exchange);
    requireController(by);
    var asked = ProgramJson.read(guard.content(exchange, by, LARGEST_ROLE), RoleRequest.class);
    try {
      if (asked.role() == BucketRole.WRITER) {
        own.roles().promote(asked.epoch(), asked.succession(), DRAIN_PATIENCE);
      } else {
        own.roles().change(asked.role(), asked.epoch(), DRAIN_PATIENCE);
      }
    } catch (EpochRefusedException late) {
      refusals.add("PUT /role " + asked.role().word(), late.epoch(), late.highest(), late.why());
      throw late;
    }
    reply(exchange, 200, ProgramJson.line(state.get()));
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
      case "PUT" -> receiver.put(shipment, exchange.getRequestBody());
      case "DELETE" -> receiver.putMarker(shipment);
      default ->
          throw new RefusedException(
              405, Code.LB1008.name(), "a replica's version is PUT or DELETEd");
    }
    reply(exchange, 200, "");
  }

  private void identities(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      own.roles().admitPeer(epoch(exchange), DRAIN_PATIENCE).close();
    } catch (EpochRefusedException late) {
      refusals.add("GET /identities", late.epoch(), late.highest(), late.why());
      throw late;
    }
    var listing = receiver.listing();
    exchange.sendResponseHeaders(200, 0);
    try (var out = new BufferedOutputStream(exchange.getResponseBody())) {
      for (var line : listing) {
        out.write((ProgramJson.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void rewind(HttpExchange exchange, Optional<CallGuard.Admitted> by)
      throws IOException, InterruptedException {
    CallGuard.requireJson(exchange);
    var body = CallGuard.read(exchange, LARGEST_LISTING);
    requirePeer(by, PeerClient.stamp(epoch(exchange), body));
    var listing =
        new String(body, StandardCharsets.UTF_8)
            .lines()
            .map(line -> ProgramJson.read(line, PeerClient.KeyLine.class))
            .toList();
    reply(exchange, 200, ProgramJson.line(receiver.rewind(listing, epoch(exchange))));
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
}
