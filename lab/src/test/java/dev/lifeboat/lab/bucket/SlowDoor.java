package dev.lifeboat.lab.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Stands in front of an S3 server and holds some requests until released, every write of a key
/// named `slow` unless told otherwise.
final class SlowDoor implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private final Predicate<HttpExchange> held;
  private final Passing passing;
  private final HttpServer server;

  SlowDoor(URI store) throws IOException {
    this(
        store,
        request ->
            request.getRequestURI().getPath().endsWith("/slow")
                && request.getRequestMethod().equals("PUT"));
  }

  SlowDoor(URI store, Predicate<HttpExchange> held) throws IOException {
    this.held = held;
    passing = new Passing(http, store);
    server = HttpServer.create(TwoStores.freeAddress(), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return TwoStores.url(server.getAddress());
  }

  int waiting() {
    return waiting.get();
  }

  void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
    http.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (held.test(exchange)) {
        waiting.incrementAndGet();
        released.await();
      }
      passing.relay(exchange);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
