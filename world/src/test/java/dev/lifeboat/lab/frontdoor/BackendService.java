package dev.lifeboat.lab.frontdoor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An instance of a service: healthy, and otherwise as its test wants it.
final class BackendService implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger taken = new AtomicInteger();

  private BackendService(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 128);
    server.setExecutor(threads);
    server.createContext("/healthz", exchange -> answer(exchange, 200, "up"));
    server.createContext(
        "/",
        exchange -> {
          taken.incrementAndGet();
          handler.handle(exchange);
        });
    server.start();
  }

  static BackendService that(HttpHandler handler) throws IOException {
    return new BackendService(handler);
  }

  static BackendService answering(String body) throws IOException {
    return new BackendService(exchange -> answer(exchange, 200, body));
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  HostPort address() {
    return new HostPort("127.0.0.1", server.getAddress().getPort());
  }

  /// Requests other than health checks.
  int taken() {
    return taken.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
