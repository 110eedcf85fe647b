package dev.lifeboat.canary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A front door that answers as it is told, and remembers which writes reached it.
final class FakeFrontDoor implements AutoCloseable {
  enum Mode {
    ACCEPT,
    REFUSE_UNSENT,
    REFUSE_SENT,
    UNAVAILABLE,
    FAIL,
    DROP,
    HANG
  }

  /// How often each write's path arrived.
  final Map<String, AtomicInteger> arrivals = new ConcurrentHashMap<>();

  final Map<String, String> bodies = new ConcurrentHashMap<>();
  volatile Mode mode = Mode.ACCEPT;

  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  FakeFrontDoor(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var path = exchange.getRequestURI().getPath();
      if (exchange.getRequestMethod().equals("PUT")) {
        arrivals.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
        bodies.put(path, body);
      }
      var headers = exchange.getResponseHeaders();
      switch (mode) {
        case ACCEPT -> {
          headers.set("Lifeboat-Region", "west");
          exchange.sendResponseHeaders(201, -1);
        }
        case REFUSE_UNSENT -> {
          headers.set("Lifeboat-Sent", "false");
          exchange.sendResponseHeaders(503, -1);
        }
        case REFUSE_SENT -> {
          headers.set("Lifeboat-Sent", "true");
          exchange.sendResponseHeaders(503, -1);
        }
        case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
        case FAIL -> exchange.sendResponseHeaders(500, -1);
        case DROP -> {} // Closing the exchange without an answer breaks the connection.
        case HANG -> closing.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
