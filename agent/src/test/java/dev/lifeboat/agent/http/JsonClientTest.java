package dev.lifeboat.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class JsonClientTest {

  /// An agent asks its peers, and must not end by what one of them answers.
  @Test
  void an_answer_without_end_is_broken_off() throws Exception {
    var mebibyte = new byte[1 << 20];
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
              exchange.getResponseBody().write(mebibyte);
            }
          }
        });
    server.start();
    try {
      var client =
          new JsonClient(
              URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
              Duration.ofSeconds(30));

      assertThatThrownBy(() -> client.send("GET", "/state", null))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("GET http://127.0.0.1:")
          .satisfies(it -> assertThat(it.getMessage()).doesNotContain("no answer within"));
    } finally {
      server.stop(0);
    }
  }
}
