package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Stands in front of an S3 server. It holds some requests until released, every write of a key
/// named `slow` unless told otherwise; or it lets them pass and answers as a server that failed.
final class StoreDoor implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private final Predicate<HttpExchange> chosen;
  private final boolean failing;
  private final S3Proxy passing;
  private final HostPort address;
  private final HttpServer server;

  StoreDoor(URI store) throws IOException {
    this(
        store,
        request ->
            request.getRequestURI().getPath().endsWith("/slow")
                && request.getRequestMethod().equals("PUT"));
  }

  StoreDoor(URI store, Predicate<HttpExchange> held) throws IOException {
    this(store, held, false);
  }

  /// The server does what `failed` asks, and says 500.
  static StoreDoor failing(URI store, Predicate<HttpExchange> failed) throws IOException {
    return new StoreDoor(store, failed, true);
  }

  private StoreDoor(URI store, Predicate<HttpExchange> chosen, boolean failing) throws IOException {
    this.chosen = chosen;
    this.failing = failing;
    passing = new S3Proxy(http, store);
    address = TwoStores.freeAddress();
    server = HttpServer.create(address.socketAddress(), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return address.http();
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
      if (!chosen.test(exchange)) {
        passing.relay(exchange);
      } else if (failing) {
        assertThat(passing.ask(passing.request(exchange).toServer()).accepted()).isTrue();
        S3Proxy.refuse(exchange, 500, "InternalError", "after it was stored");
      } else {
        waiting.incrementAndGet();
        released.await();
        passing.relay(exchange);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
