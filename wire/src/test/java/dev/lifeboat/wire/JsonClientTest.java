package dev.lifeboat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class JsonClientTest {

  private static final byte[] TOO_EARLY =
      "{\"code\":\"LB3012\",\"why\":\"signed before this part was started\"}"
          .getBytes(StandardCharsets.UTF_8);

  /// It was signed while the part began, and is signed anew.
  @Test
  void what_was_signed_too_early_is_sent_once_more() throws Exception {
    var asked = new AtomicInteger();
    var answer =
        answerOf(exchange -> {
          if (asked.incrementAndGet() == 1) {
            answerTooEarly(exchange);
          } else {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
          }
        });

    assertThat(answer).isEqualTo("ok");
    assertThat(asked).hasValue(2);
  }

  /// Then the clocks differ, and asking on and on would not help.
  @Test
  void what_is_signed_too_early_twice_is_refused() throws Exception {
    var asked = new AtomicInteger();
    var failure =
        failureOf(exchange -> {
          asked.incrementAndGet();
          answerTooEarly(exchange);
        });

    assertThat(failure)
        .isInstanceOf(RefusedException.class)
        .hasMessage("signed before this part was started");
    assertThat(asked).hasValue(2);
  }

  private static void answerTooEarly(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(RefusedException.TOO_EARLY, TOO_EARLY.length);
    exchange.getResponseBody().write(TOO_EARLY);
  }

  /// An agent asks its peers, and must not end by what one of them answers.
  @Test
  void an_answer_without_end_is_broken_off() throws Exception {
    var mebibyte = new byte[1 << 20];
    var failure =
        failureOf(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(mebibyte);
          }
        });

    assertThat(failure).hasMessageStartingWith("GET http://127.0.0.1:");
    assertThat(failure.getMessage()).doesNotContain("no answer within");
  }

  @Test
  void a_list_that_may_be_long_is_taken_by_who_expects_it() throws Exception {
    var list = new byte[17 << 20];
    HttpHandler large =
        exchange -> {
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
        };

    assertThat(failureOf(large)).isNotNull();
    assertThat(answerOf(large, client -> client.taking(list.length))).hasSize(list.length);
  }

  /// What a client makes of a server that answers so.
  private static IOException failureOf(HttpHandler answer) throws Exception {
    return catchThrowableOfType(IOException.class, () -> answerOf(answer));
  }

  private static String answerOf(HttpHandler answer) throws Exception {
    return answerOf(answer, client -> client);
  }

  private static String answerOf(HttpHandler answer, UnaryOperator<JsonClient> asked)
      throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer.handle(exchange);
          }
        });
    server.start();
    try {
      var client =
          new JsonClient(
              URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
              Duration.ofSeconds(30));
      return asked.apply(client).send("GET", "/state", null);
    } finally {
      server.stop(0);
    }
  }
}
