package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A web tier before an app tier over real HTTP, with stores in memory.
class WebTierTest {
  private static final byte[] BOAT = "{\"item\":\"a lifeboat\"}".getBytes(StandardCharsets.UTF_8);

  private final MemoryOrders stores = new MemoryOrders();
  private Storefront app;
  private WebTier web;

  @BeforeEach
  void open() throws IOException {
    app =
        Storefront.start(
            new InetSocketAddress("127.0.0.1", 0),
            new Shop(() -> stores, Optional.of(() -> stores)));
    web = new WebTier(URI.create("http://127.0.0.1:" + app.address().getPort()));
  }

  @AfterEach
  void close() {
    web.close();
    app.close();
  }

  private int put() {
    return web.answer("PUT", "/orders/ann/1", BOAT).status();
  }

  private int get(String path) {
    return web.answer("GET", path, new byte[0]).status();
  }

  @Test
  void what_the_app_tier_answers_is_the_answer() {
    assertThat(put()).isEqualTo(201);
    assertThat(put()).isEqualTo(200);
    assertThat(web.answer("GET", "/orders/ann/1", new byte[0]))
        .isEqualTo(Reply.json(200, "{\"client\":\"ann\",\"number\":1,\"item\":\"a lifeboat\"}"));
    assertThat(get("/dbcheck")).isEqualTo(200);
    assertThat(get("/orders/a b/1")).isEqualTo(400);
    assertThat(get("//elsewhere/1")).as("nobody else is asked").isEqualTo(404);
    assertThat(web.answer("PUT", "/orders/ann/2", new byte[0]).status()).isEqualTo(400);
  }

  @Test
  void a_store_that_refuses_or_says_nothing_is_told_as_it_is() {
    stores.placing = Optional.of(new StoreException.Unknown("silence", new IOException()));
    assertThat(put()).isEqualTo(504);
    stores.writable = false;
    assertThat(put()).isEqualTo(503);
    assertThat(get("/dbcheck")).isEqualTo(503);
    assertThat(get("/healthz")).isEqualTo(200);
  }

  @Test
  void without_an_app_tier_nothing_was_stored_and_the_process_is_well() {
    app.close();
    assertThat(put()).isEqualTo(503);
    assertThat(get("/dbcheck")).isEqualTo(503);
    assertThat(get("/healthz")).isEqualTo(200);
  }

  /// Goal: a client is told of its own mistakes alone.
  @Test
  void what_nobody_can_be_asked_is_the_client_s_mistake_and_where_is_this_tier_s() {
    assertThat(web.answer("GE T", "/orders/ann/1", BOAT).status()).isEqualTo(400);
    assertThat(get("*")).isEqualTo(400);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebTier(URI.create("http://app_tier:8080")));
  }

  /// Goal: a request that may have got through is never said to have failed.
  @Test
  void an_app_tier_that_takes_a_request_and_is_gone_leaves_it_open() throws Exception {
    Thread gone;
    try (var listener = new ServerSocket(0);
        var asking = new WebTier(URI.create("http://127.0.0.1:" + listener.getLocalPort()))) {
      gone = Thread.ofVirtual().start(() -> takeAndLeave(listener));
      assertThat(asking.answer("PUT", "/orders/ann/1", BOAT).status()).isEqualTo(504);
    }
    gone.join();
  }

  /// Each of them, should somebody ask again, until the listener is closed.
  private static void takeAndLeave(ServerSocket listener) {
    while (!listener.isClosed()) {
      try (var taken = listener.accept()) {
        assertThat(taken.getInputStream().read()).isNotNegative();
      } catch (IOException _) {
        // Closed, or gone first.
      }
    }
  }
}
