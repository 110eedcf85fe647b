package dev.lifeboat.lab.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers in the place of a service: its health while it lives, and that it is ready while each of
/// its databases can be logged in to and takes writes. Whatever else is asked it does not know.
final class StandIn implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNKNOWN = 404;
  private static final int UNREADY = 503;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String health;
  private final String ready;
  private final List<KeptSession> databases;
  private final HttpServer server;

  private StandIn(HttpServer server, String health, String ready, List<KeptSession> databases) {
    this.server = server;
    this.health = health;
    this.ready = ready;
    this.databases = databases;
  }

  /// Serves until closed.
  ///
  /// @param ready where it is the path of health too, no database is asked
  static StandIn open(HostPort listen, String health, String ready, List<KeptSession> databases)
      throws IOException {
    var server = HttpServer.create(new InetSocketAddress(listen.host(), listen.port()), 0);
    var standIn = new StandIn(server, health, ready, databases);
    server.setExecutor(standIn.threads);
    server.createContext("/", standIn::answer);
    server.start();
    return standIn;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (!path.equals(health) && !path.equals(ready)) {
        send(exchange, UNKNOWN, "a stand-in of the lab knows no such path");
        return;
      }
      var refusal = path.equals(health) ? Optional.<String>empty() : refusal();
      send(exchange, refusal.isEmpty() ? OK : UNREADY, refusal.orElse("a stand-in of the lab"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> refusal() throws InterruptedException {
    for (var database : databases) {
      var refusal = database.refusal();
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
