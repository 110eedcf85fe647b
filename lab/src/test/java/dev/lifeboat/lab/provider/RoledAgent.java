package dev.lifeboat.lab.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.agent.state.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// An agent of one database that keeps to the rules of roles and epochs, and has no server.
final class RoledAgent implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int OK = 200;
  private static final int CONFLICT = 409;

  private final HttpServer server;
  private final List<String> asked = new ArrayList<>();
  private int looks;
  private Role role;
  private long epoch;
  private Optional<RestoredFrom> restored = Optional.empty();

  RoledAgent(Role role, long epoch) throws IOException {
    this.role = role;
    this.epoch = epoch;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/state", this::look);
    server.createContext("/databases/orders/assignment", this::assign);
    server.createContext("/databases/orders/restored", this::take);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /// How often it was asked for its state.
  synchronized int looks() {
    return looks;
  }

  private synchronized void look(HttpExchange call) throws IOException {
    looks++;
    answer(call, OK, region());
  }

  private synchronized void assign(HttpExchange call) throws IOException {
    var wanted = JSON.readValue(call.getRequestBody(), AssignmentRequest.class);
    asked.add("%s %s %d".formatted(wanted.role(), wanted.stop(), wanted.epoch()));
    if (wanted.epoch() < epoch || (role == Role.WRITER && wanted.epoch() == epoch)) {
      refuse(call, "LB3002", "a late request");
    } else {
      role = wanted.role();
      epoch = wanted.epoch();
      answer(call, OK, database());
    }
  }

  private synchronized void take(HttpExchange call) throws IOException {
    asked.add("take");
    if (role == Role.WRITER) {
      refuse(call, "LB3002", "orders is assigned to write; fence it first");
    } else {
      role = Role.REPLICA;
      restored = Optional.of(new RestoredFrom(epoch, "offsite", 1, "0/3000000"));
      answer(call, OK, database());
    }
  }

  private synchronized RegionState region() {
    return new RegionState(
        "west", Instant.EPOCH, null, Map.of("orders", database()), Map.of(), null);
  }

  private DatabaseState database() {
    return new DatabaseState(
        new DatabaseState.Duty(role, epoch, epoch),
        new DatabaseState.Server(null, false, false, null, 0),
        new DatabaseState.ControlData(null, null, null, null),
        new DatabaseState.Care("none", false, 0, null),
        null,
        null,
        null,
        restored.orElse(null));
  }

  private static void refuse(HttpExchange call, String code, String why) throws IOException {
    answer(call, CONFLICT, Map.of("code", code, "why", why));
  }

  private static void answer(HttpExchange call, int status, Object body) throws IOException {
    var bytes = JSON.writeValueAsBytes(body);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
