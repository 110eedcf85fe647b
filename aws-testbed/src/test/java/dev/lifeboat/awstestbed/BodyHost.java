package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where an account tells what it was asked for, and asks how far that is: what is behind it are
/// bodies of some kinds, and targets of load balancers, which are whatever listens there.
final class BodyHost implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int OK = 200;
  private static final int MISSING = 404;
  private final HttpServer server;
  private final Map<String, Bodies> kinds;
  private final String ready;
  private final Duration patience;
  private final HttpClient http;

  /// How far a body is.
  ///
  /// @param ready whether it is as it was last asked to be
  record State(boolean ready, String address, int port) {}

  /// What is behind one kind of resource.
  interface Bodies {
    /// It was asked for something.
    void tell(JsonNode facts);

    /// How far the one is; empty if there is none.
    Optional<State> state(String awsRegion, String name);
  }

  /// @param ready where a target says that it can serve
  /// @param patience a target that takes longer is not healthy
  BodyHost(TestBed bed, Map<String, Bodies> kinds, String ready, Duration patience)
      throws IOException {
    this.patience = patience;
    this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    this.kinds = Map.copyOf(kinds);
    this.ready = ready;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
    bed.putBodies(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private void serve(HttpExchange call) throws IOException {
    try (call) {
      var path = List.of(call.getRequestURI().getPath().substring(1).split("/"));
      var answer = call.getRequestMethod().equals("POST") ? tell(path, call) : ask(path);
      var bytes = JSON.writeValueAsBytes(answer.<Object>map(it -> it).orElse(Map.of()));
      call.sendResponseHeaders(answer.isPresent() ? OK : MISSING, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private Optional<State> tell(List<String> path, HttpExchange call) {
    bodies(path.getFirst()).tell(JSON.readTree(call.getRequestBody()));
    return Optional.of(new State(false, "", 0));
  }

  private Optional<State> ask(List<String> path) {
    if (path.getFirst().equals("targets")) {
      int port = Integer.parseInt(path.get(2));
      return Optional.of(new State(answers(path.get(1), port), path.get(1), port));
    }
    return bodies(path.getFirst())
        .state(path.size() > 1 ? path.get(1) : "", path.size() > 2 ? path.get(2) : "");
  }

  private Bodies bodies(String kind) {
    return Optional.ofNullable(kinds.get(kind))
        .orElseThrow(() -> new IllegalArgumentException("nothing is behind " + kind));
  }

  /// Whether what listens there can serve.
  boolean answers(String address, int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://%s:%d%s".formatted(address, port, ready)))
            .timeout(patience)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
