package dev.lifeboat.lab.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.lab.admin.HostPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: a stand-in answers what a lab asks of it, never that a database takes writes which does
/// not, and never a user.
@Timeout(60)
class StandInTest {
  private static final HostPort ANY = new HostPort("127.0.0.1", 0);

  private static int status(StandIn asked, String method, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + asked.port() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static KeptSession nobodyAt(int port) {
    return KeptSession.in(
        Map.of(
            "ORDERS_URL", "jdbc:postgresql://127.0.0.1:%d/orders".formatted(port),
            "ORDERS_HOST", "127.0.0.1",
            "ORDERS_PORT", Integer.toString(port),
            "ORDERS_USER", "app",
            "ORDERS_PASSWORD", "secret"),
        "ORDERS");
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void it_answers_what_the_lab_asks_and_no_user() throws Exception {
    try (var standIn = StandIn.open(ANY, "/healthz", "/ready", List.of())) {
      assertThat(status(standIn, "GET", "/healthz")).isEqualTo(200);
      assertThat(status(standIn, "GET", "/ready")).isEqualTo(200);
      assertThat(status(standIn, "GET", "/cart")).isEqualTo(404);
      assertThat(status(standIn, "PUT", "/orders/c/1")).isEqualTo(404);
    }
  }

  @Test
  void it_is_not_ready_while_its_database_takes_no_write() throws Exception {
    try (var standIn = StandIn.open(ANY, "/healthz", "/ready", List.of(nobodyAt(freePort())))) {
      assertThat(status(standIn, "GET", "/ready")).isEqualTo(503);
      assertThat(status(standIn, "GET", "/ready")).as("also a second time").isEqualTo(503);
      assertThat(status(standIn, "GET", "/healthz")).isEqualTo(200);
    }
  }

  /// An agent starts a process again whose health fails; a standby's would fail for ever.
  @Test
  void a_path_that_is_both_tells_of_the_process_alone() throws Exception {
    try (var standIn = StandIn.open(ANY, "/healthz", "/healthz", List.of(nobodyAt(freePort())))) {
      assertThat(status(standIn, "GET", "/healthz")).isEqualTo(200);
    }
  }

  @Test
  void a_variable_that_a_lab_would_give_is_missed_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeptSession.in(Map.of(), "ORDERS"))
        .withMessage("the variable ORDERS_URL is missing");
  }
}
