package dev.lifeboat.agent.http;

import com.sun.net.httpserver.HttpExchange;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One request, read in full.
///
/// @param path its parts, such as `databases`, `orders`, `follow`
/// @param fresh the value of the query parameter of that name; empty if absent
public record Request(String method, List<String> path, String fresh, String body) {
  /// No body of this API comes near it; a larger one is a mistake or an attack.
  private static final int LARGEST_BODY = 64 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  static Request read(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new RefusedException(
          413, Code.LB1004.name(), "the body is larger than " + LARGEST_BODY + " bytes");
    }
    var text = new String(body, StandardCharsets.UTF_8);
    var uri = exchange.getRequestURI();
    var path = List.of(uri.getPath().substring(1).split("/", -1));
    var query = Optional.ofNullable(uri.getQuery()).orElse("");
    var fresh = query.startsWith("fresh=") ? query.substring("fresh=".length()) : "";
    return new Request(exchange.getRequestMethod(), path, fresh, text);
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
          400, Code.LB1004.name(), "the body is not valid: " + mistake.getOriginalMessage());
    }
  }

  /// The body as one line of JSON.
  public String jsonLine() throws RefusedException {
    return JSON.writeValueAsString(json(JsonNode.class));
  }
}
