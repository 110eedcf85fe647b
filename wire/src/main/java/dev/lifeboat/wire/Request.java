package dev.lifeboat.wire;

import com.sun.net.httpserver.HttpExchange;
import dev.lifeboat.files.KnownFieldsJson;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One request, read in full.
///
/// @param path its parts, such as `databases`, `orders`, `follow`
/// @param fresh the value of the query parameter of that name; empty if absent
/// @param caller who signed it; empty for one that changes nothing, or where there are no keys
public record Request(
    String method, List<String> path, String fresh, String body, Optional<Caller> caller) {
  /// No body of this API comes near it; a larger one is a mistake or an attack.
  private static final int LARGEST_BODY = 64 * 1024;

  private static final JsonMapper JSON = KnownFieldsJson.mapper();

  static Request read(HttpExchange exchange, CallGuard guard, Optional<CallGuard.Admitted> by)
      throws IOException {
    var text = new String(guard.content(exchange, by, LARGEST_BODY), StandardCharsets.UTF_8);
    var uri = exchange.getRequestURI();
    var path = parts(exchange);
    var query = Optional.ofNullable(uri.getQuery()).orElse("");
    var fresh = query.startsWith("fresh=") ? query.substring("fresh=".length()) : "";
    return new Request(
        exchange.getRequestMethod(), path, fresh, text, by.map(CallGuard.Admitted::caller));
  }

  /// The parts of the path, before anything else of the request is read.
  static List<String> parts(HttpExchange exchange) {
    return List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
  }

  /// Who asks for this change.
  ///
  /// @throws RefusedException 403 if it is a part of none of these kinds
  public Caller require(Caller.Kind... kinds) throws RefusedException {
    if (caller.isEmpty() || !List.of(kinds).contains(caller.get().kind())) {
      throw new RefusedException(
          403,
          Code.LB3012,
          "%s is not for %s".formatted(what(), caller.map(Caller::toString).orElse("anyone")));
    }
    return caller.get();
  }

  public Request {
    path = List.copyOf(path);
  }

  /// `PUT databases assignment` for `PUT /databases/orders/assignment`: the request without names.
  public String route() {
    return switch (path.size()) {
      case 1 -> method + " " + path.get(0);
      case 2 -> method + " " + path.get(0) + " *";
      case 3 -> method + " " + path.get(0) + " * " + path.get(2);
      default -> method + " " + String.join("/", path);
    };
  }

  /// `PUT databases/orders/assignment`: the request as a log has it.
  public String what() {
    return method + " " + String.join("/", path);
  }

  /// Whether it changes nothing, whoever sends it.
  public boolean asksOnly() {
    return method.equals("GET");
  }

  /// The name in the path's second part.
  public String name() {
    return path.get(1);
  }

  /// The body.
  ///
  /// @throws RefusedException 400 if it is not what is expected
  public <T> T json(Class<T> type) throws RefusedException {
    try {
      return JSON.readValue(body, type);
    } catch (JacksonException mistake) {
      throw new RefusedException(
          400, Code.LB1008, "the body is not valid: " + mistake.getOriginalMessage());
    }
  }

  /// The body as one line of JSON.
  public String jsonLine() throws RefusedException {
    return JSON.writeValueAsString(json(JsonNode.class));
  }
}
