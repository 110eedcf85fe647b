package dev.lifeboat.lab.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.JsonAnswer;
import dev.lifeboat.wire.JsonClient;
import dev.lifeboat.wire.RefusedException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What reaches the admin address of a link or a front door.
class ProgramServerTest {
  private final List<String> reached = new ArrayList<>();
  private ApiServer server;

  private record Done(boolean done) {}

  @BeforeEach
  void serve() throws Exception {
    server =
        AdminApi.serve(
            new HostPort("127.0.0.1", 0),
            request -> {
              reached.add(request.what());
              return JsonAnswer.ok(new Done(true));
            });
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void what_a_web_page_can_send_is_refused() throws Exception {
    assertThat(put("127.0.0.1", "Content-Type: text/plain")).contains(" 403 ", "LB3012");
    assertThat(put("127.0.0.1", "Accept: */*")).contains(" 403 ");
    assertThat(put("127.0.0.1", "Content-Type: application/json\r\nOrigin: http://127.0.0.1"))
        .contains(" 403 ");
    assertThat(put("example.org", "Content-Type: application/json")).contains(" 403 ");
    assertThat(reached).isEmpty();

    assertThat(put("127.0.0.1", "Content-Type: application/json")).contains(" 200 ");
    assertThat(client().call("PUT", "/table", Map.of(), Done.class)).isEqualTo(new Done(true));
    assertThat(reached).containsExactly("PUT table", "PUT table");
  }

  @Test
  void a_body_beyond_any_table_is_refused() {
    var large = Map.of("text", "x".repeat(64 << 10));
    assertThatThrownBy(() -> client().call("PUT", "/table", large, Done.class))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.status()).isEqualTo(413));
  }

  private JsonClient client() {
    return AdminApi.client(new HostPort("127.0.0.1", server.port()));
  }

  private String put(String host, String header) throws Exception {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              "PUT /table HTTP/1.1\r\nHost: %s\r\n%s\r\nContent-Length: 2\r\n\r\n{}"
                  .formatted(host, header)
                  .getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
