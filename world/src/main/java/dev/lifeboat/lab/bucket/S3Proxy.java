package dev.lifeboat.lab.bucket;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Passes a client's request on to the S3 server, and the answer back, unchanged but for headers
/// that belong to one connection, and the metadata name that only gateways may set.
record S3Proxy(HttpClient http, URI server) {
  /// The largest body of one request; larger objects are uploaded in parts.
  static final long BODY_LIMIT_BYTES = 64L << 20;

  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "transfer-encoding",
          "upgrade");

  /// An answer read whole; only writes are answered so, and their answers are short.
  record Answer(int status, HttpHeaders headers, String body) {
    boolean accepted() {
      // A copy or the end of a multipart upload may say 200 first and fail in its body.
      return good() && !body.contains("<Error>");
    }

    /// Whether it says 2xx, whatever its body says.
    boolean good() {
      return status / 100 == 2;
    }

    /// Whether nothing was stored, for sure.
    boolean refused() {
      return status / 100 == 4;
    }
  }

  /// Sends a write on and returns its answer. Never gives up by itself: see [S3].
  Answer ask(HttpRequest write) throws IOException, InterruptedException {
    var answer = http.send(write, BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(answer.statusCode(), answer.headers(), answer.body());
  }

  /// Sends a read on and streams its answer to the client.
  void relay(HttpExchange exchange) throws IOException, InterruptedException {
    var answer = http.send(request(exchange).toServer(), BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
      reply(exchange, answer.statusCode(), answer.headers().map(), body, length);
    }
  }

  static void reply(HttpExchange exchange, Answer answer) throws IOException {
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    reply(exchange, answer.status(), answer.headers().map(), body);
  }

  /// Answers with an S3 error.
  static void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    var headers = Map.of("Content-Type", List.of("application/xml"));
    reply(exchange, status, headers, S3Xml.error(code, message));
  }

  private static void reply(
      HttpExchange exchange, int status, Map<String, List<String>> headers, byte[] body)
      throws IOException {
    reply(exchange, status, headers, new ByteArrayInputStream(body), body.length);
  }

  private static void reply(
      HttpExchange exchange,
      int status,
      Map<String, List<String>> headers,
      InputStream body,
      long length)
      throws IOException {
    headers.forEach((name, values) -> {
      if (!name.startsWith(":") && !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
        exchange.getResponseHeaders().put(name, values);
      }
    });
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
    if (bodiless) {
      if (length >= 0 && status != 204) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
      }
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, length == 0 ? -1 : Math.max(length, 0));
    if (length != 0) {
      body.transferTo(exchange.getResponseBody());
    }
  }

  /// The client's request toward the S3 server, its body read whole: a slow client must hold up
  /// neither a key nor a change of role.
  Request request(HttpExchange exchange) throws IOException {
    var body = body(exchange);
    return new Request(
        withHeaders(exchange)
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build(),
        () -> new ByteArrayInputStream(body));
  }

  /// What a client asks of the S3 server, and the body of that.
  record Request(HttpRequest toServer, Supplier<InputStream> body) {}

  private HttpRequest.Builder withHeaders(HttpExchange exchange) {
    var request =
        HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI().toASCIIString()));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          var lower = name.toLowerCase(Locale.ROOT);
          if (!OF_THE_CONNECTION.contains(lower) && !lower.equals(VersionContent.IDENTITY)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request;
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    var length = exchange.getRequestHeaders().getFirst("Content-Length");
    long announced = length == null ? 0 : Long.parseLong(length);
    if (announced > BODY_LIMIT_BYTES) {
      throw new TooLarge();
    }
    var whole = exchange.getRequestBody().readNBytes(Math.toIntExact(BODY_LIMIT_BYTES + 1));
    if (whole.length > BODY_LIMIT_BYTES) {
      throw new TooLarge();
    }
    if (whole.length < announced) {
      throw new IOException("the client's body ended after " + whole.length + " bytes");
    }
    return whole;
  }

  /// The body exceeds what one request may carry.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("a body may have " + BODY_LIMIT_BYTES + " bytes; upload larger objects in parts");
    }
  }
}
