package dev.lifeboat.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.measure.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class OwnSiteTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// Goal: a write is answered within one deadline, as one through the front door is. Method: a
  /// slow object store takes most of it, and a database that never answers would take as much
  /// again.
  @Test
  void object_login_and_row_have_one_deadline_together() throws Exception {
    var store = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    store.createContext(
        "/",
        exchange -> {
          LockSupport.parkNanos(PATIENCE.toNanos() * 3 / 4);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    store.start();
    try (var silent = new ServerSocket(0, 8, HERE);
        var http = HttpClient.newHttpClient()) {
      var objects = URI.create("http://127.0.0.1:%d/b/".formatted(store.getAddress().getPort()));
      var site =
          new OwnStores.Site("east", "127.0.0.1", silent.getLocalPort(), "orders", "shop", objects);
      var own = new OwnSite(site, "secret", http, Clock.systemUTC(), PATIENCE);
      assertThat(own.acquire(Duration.ZERO)).isTrue();

      long began = System.nanoTime();
      var reply = own.write("c-1", 1);

      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      assertThat(reply.answer()).isEqualTo(Answer.REFUSED);
      assertThat(millis).isBetween(PATIENCE.toMillis() * 3 / 4, PATIENCE.toMillis() * 5 / 4);
    } finally {
      store.stop(0);
    }
  }
}
