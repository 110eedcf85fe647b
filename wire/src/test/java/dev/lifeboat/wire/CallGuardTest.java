package dev.lifeboat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.wire.Caller.Kind;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What reaches an API, and what does not, by real requests.
class CallGuardTest {
  private static final String BODY = "{\"epoch\":7}";
  private static final String PATH = "/votes/shop/release";
  private static final Caller KEEPER = new Caller(Kind.KEEPER, "east");
  private static final Caller AGENT = new Caller(Kind.AGENT, "edge");
  private static final int MOST_AT_ONCE = 64;

  private final List<Request> reached = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private Duration late = Duration.ZERO;
  private ApiServer server;

  @BeforeEach
  void serve() throws Exception {
    InstantSource clock = () -> Instant.now(java.time.Clock.systemUTC()).plus(late);
    var guard = CallGuard.of("127.0.0.1", TestKeys.ofAgent("edge"), clock);
    server = new ApiServer("127.0.0.1", 0, guard, "votes", this::answer);
    server.begin();
  }

  private JsonAnswer answer(Request request) throws InterruptedException {
    reached.add(request);
    if (request.path().getFirst().equals("slow")) {
      released.await();
    }
    return JsonAnswer.ok(Map.of("done", true));
  }

  @AfterEach
  void close() {
    released.countDown();
    server.close();
    http.close();
  }

  @Test
  void a_signed_request_reaches_it_with_its_caller() throws Exception {
    assertThat(send(signed(KEEPER, AGENT, BODY)).statusCode()).isEqualTo(200);

    assertThat(reached)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.caller()).hasValue(KEEPER);
          assertThat(request.body()).isEqualTo(BODY);
        });
  }

  /// Goal: a page that the operator visits frees no vote. Method: what `fetch` sends without asking
  /// first, then with a name that leads here; all of it signed, so that nothing else refuses it.
  @Test
  @Tag("invariant-70")
  void what_a_web_page_can_send_is_refused() throws Exception {
    var plain = signed(KEEPER, AGENT, BODY).setHeader("Content-Type", "text/plain");
    assertRefused(send(plain), "text/plain");
    var page = signed(KEEPER, AGENT, BODY).setHeader("Origin", "https://example.org");
    assertRefused(send(page), "https://example.org");
    assertThat(raw("GET /state HTTP/1.1\r\nHost: example.org\r\n\r\n"))
        .contains("403", "LB3012", "example.org");
    assertThat(raw("GET /state HTTP/1.1\r\nHost: localhost:%d\r\n\r\n".formatted(server.port())))
        .contains("403", "LB3012");
    assertThat(reached).isEmpty();
    // A link passes on what was sent to its own address.
    assertThat(raw("GET /state HTTP/1.1\r\nHost: 127.1.0.2:7000\r\n\r\n")).contains("200");
  }

  @Test
  void a_change_that_nobody_known_signed_is_refused() throws Exception {
    assertRefused(send(unsigned(BODY)), "is not signed");
    var stranger = new Caller(Kind.GATEWAY, "east");
    assertRefused(send(signed(stranger, AGENT, BODY)), "from 'gateway@east'");
    // Signed for another voter, by one that this one knows.
    assertRefused(send(signed(KEEPER, new Caller(Kind.AGENT, "west"), BODY)), "keeper@east");
    assertRefused(send(unsigned(BODY).setHeader(CallSigner.HEADER, "keeper@east")), "be read");
    assertThat(reached).isEmpty();
  }

  @Test
  @Tag("invariant-70")
  void a_signature_holds_for_one_method_path_and_body_and_once() throws Exception {
    var signature = sign(KEEPER, AGENT, BODY);
    assertRefused(send(unsigned("{}").setHeader(CallSigner.HEADER, signature)), "something else");
    var put = unsigned(BODY).PUT(BodyPublishers.ofString(BODY));
    assertRefused(send(put.setHeader(CallSigner.HEADER, signature)), "does not take PUT");

    var once = unsigned(BODY).setHeader(CallSigner.HEADER, sign(KEEPER, AGENT, BODY));
    assertThat(send(once).statusCode()).isEqualTo(200);
    assertRefused(send(once), "sent it before");
    assertThat(reached).hasSize(1);
  }

  @Test
  void what_was_signed_half_a_minute_ago_is_refused() throws Exception {
    var request = signed(KEEPER, AGENT, BODY);
    late = Duration.ofSeconds(31);

    assertRefused(send(request), "ms ago");
    assertThat(reached).isEmpty();
  }

  /// Goal: renewals are answered while everything else is taken. Method: as many requests as there
  /// are places, none of which ends, and as many strangers who send half a body.
  @Test
  void votes_are_answered_whatever_else_is_asked() throws Exception {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < MOST_AT_ONCE; i++) {
        sockets.add(half("GET /slow/%d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(i)));
        sockets.add(
            half(
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        .formatted(PATH)
                    + "Content-Length: 100\r\n\r\n{"));
      }
      while (reached.size() < MOST_AT_ONCE) {
        Thread.onSpinWait();
      }
      assertThat(raw("GET /state HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")).contains("503");

      assertThat(send(signed(KEEPER, AGENT, BODY)).statusCode()).isEqualTo(200);
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static String sign(Caller caller, Caller other, String body) {
    return TestKeys.signer(caller, other).sign("POST", PATH, body.getBytes(UTF_8));
  }

  private HttpRequest.Builder signed(Caller caller, Caller other, String body) {
    return unsigned(body).setHeader(CallSigner.HEADER, sign(caller, other, body));
  }

  private HttpRequest.Builder unsigned(String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + PATH))
        .timeout(Duration.ofSeconds(30))
        .setHeader("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  /// With headers that the client keeps to itself.
  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("LB3012", why);
  }

  private Socket half(String text) throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  private String raw(String request) throws IOException {
    try (var socket = half(request)) {
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
