package dev.lifeboat.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Serves one API on one address, each request on its own virtual thread. Who asks is known before
/// anything of a request is read, and before it takes a place.
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ApiServer.class.getName());

  /// A controller, a watcher and a few people; more at once means that somebody runs wild.
  private static final int MOST_AT_ONCE = 64;

  /// A request that came half, and its answer to whoever does not read it, take no longer; an
  /// assignment takes 30 s.
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "120");

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Semaphore placesApart = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CallGuard guard;
  private final String apart;
  private final Handler handler;
  private final HttpServer server;

  /// Takes the address; serves from [#begin] on.
  ///
  /// @param apart first part of the paths that have places of their own: whatever else is asked,
  ///   and however often, these are answered
  /// @throws IOException naming address and port, if it is taken
  public ApiServer(String address, int port, CallGuard guard, String apart, Handler handler)
      throws IOException {
    this.guard = guard;
    this.apart = apart;
    this.handler = handler;
    try {
      this.server = HttpServer.create(new InetSocketAddress(address, port), 0);
    } catch (IOException failure) {
      throw new IOException(
          "cannot listen on " + address + ":" + port + ": " + failure.getMessage(), failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /// Sets how long requests may take. The JDK reads it once, when the first server of a process is
  /// made.
  public static void limit() {
    LIMITS.forEach(System::setProperty);
  }

  public void begin() {
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<CallGuard.Admitted> by;
      try {
        CallGuard.requireJson(exchange);
        by = guard.admit(exchange);
      } catch (RefusedException refused) {
        send(exchange, JsonAnswer.refusal(refused));
        return;
      }
      var own = Request.parts(exchange).getFirst().equals(apart) ? placesApart : places;
      if (!own.tryAcquire()) {
        send(exchange, JsonAnswer.refusal(503, Code.LB2019.name(), "too many requests at once"));
        return;
      }
      try {
        send(exchange, answer(exchange, by));
      } finally {
        own.release();
      }
    }
  }

  private JsonAnswer answer(HttpExchange exchange, Optional<CallGuard.Admitted> by) {
    try {
      return handler.answer(Request.read(exchange, guard, by));
    } catch (RefusedException refused) {
      return JsonAnswer.refusal(refused);
    } catch (IllegalArgumentException mistake) {
      return JsonAnswer.refusal(400, Code.LB1008.name(), String.valueOf(mistake.getMessage()));
    } catch (IOException | RuntimeException failure) {
      LOG.log(Level.ERROR, exchange.getRequestMethod() + " " + exchange.getRequestURI(), failure);
      return JsonAnswer.refusal(500, Code.LB4003.name(), String.valueOf(failure.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return JsonAnswer.refusal(503, Code.LB2019.name(), "the server is being stopped");
    }
  }

  /// What is served. Called on many threads at once.
  public interface Handler {

    /// Answers one request. A [RefusedException] becomes its status; an `IllegalArgumentException`
    /// 400, any other failure 500.
    JsonAnswer answer(Request request) throws IOException, InterruptedException;
  }

  private static void send(HttpExchange exchange, JsonAnswer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
