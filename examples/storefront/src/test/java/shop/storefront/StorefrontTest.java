package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The shop over real HTTP, with stores in memory.
class StorefrontTest {
  private static final String BOAT = "{\"item\":\"a lifeboat\"}";
  private static final Order.Id FIRST = new Order.Id("ann", 1);

  private final MemoryOrders stores = new MemoryOrders();
  private final HttpClient client = HttpClient.newHttpClient();
  private Storefront storefront;

  @BeforeEach
  void open() throws IOException {
    storefront =
        Storefront.start(
            new InetSocketAddress("127.0.0.1", 0),
            new Shop(() -> stores, Optional.of(() -> stores)));
  }

  @AfterEach
  void close() {
    client.close();
    storefront.close();
  }

  @Test
  void an_order_is_placed_as_object_and_row_and_can_be_read() throws Exception {
    var placed = put("/orders/ann/1", BOAT);
    assertThat(placed.statusCode()).isEqualTo(201);
    assertThat(placed.body()).isEqualTo("{\"client\":\"ann\",\"number\":1}");
    assertThat(stores.rows).containsKey(FIRST);
    assertThat(stores.objects).containsKey(FIRST);
    assertThat(get("/orders/ann/1").body())
        .isEqualTo("{\"client\":\"ann\",\"number\":1,\"item\":\"a lifeboat\"}");
    assertThat(get("/orders/ann").body()).isEqualTo("{\"count\":1,\"lastNumber\":1}");
  }

  @Test
  void without_a_bucket_an_order_is_its_row() throws Exception {
    storefront.close();
    storefront =
        Storefront.start(
            new InetSocketAddress("127.0.0.1", 0),
            new Shop(() -> stores, Optional.<Supplier<OrderObjects>>empty()));
    assertThat(put("/orders/ann/1", BOAT).statusCode()).isEqualTo(201);
    assertThat(get("/orders/ann/1").statusCode()).isEqualTo(200);
    assertThat(stores.objects).isEmpty();
  }

  @Test
  void the_same_order_again_gets_the_same_answer_and_is_there_once() throws Exception {
    var first = put("/orders/ann/1", BOAT);
    var again = put("/orders/ann/1", BOAT);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(stores.rows).hasSize(1);
  }

  @Test
  void a_read_only_database_refuses_before_anything_is_stored() throws Exception {
    stores.writable = false;
    assertThat(put("/orders/ann/1", BOAT).statusCode()).isEqualTo(503);
    assertThat(stores.objects).isEmpty();
    assertThat(get("/dbcheck").statusCode()).isEqualTo(503);
    assertThat(get("/dbcheck").body()).isEqualTo("{\"writable\":false}");
    assertThat(get("/healthz").statusCode()).as("the process itself is well").isEqualTo(200);
  }

  @Test
  void an_object_that_may_be_stored_is_no_order_yet_and_refused() throws Exception {
    stores.storing = Optional.of(new StoreException.Unknown("silence", new IOException()));
    assertThat(put("/orders/ann/1", BOAT).statusCode()).isEqualTo(503);
    assertThat(stores.rows).isEmpty();
  }

  @Test
  void a_row_that_nobody_knows_of_is_never_acknowledged_nor_refused() throws Exception {
    stores.placing = Optional.of(new StoreException.Unknown("silence", new IOException()));
    assertThat(put("/orders/ann/1", BOAT).statusCode()).isEqualTo(504);
  }

  @Test
  void a_row_without_its_object_is_not_shown_as_an_order() throws Exception {
    put("/orders/ann/1", BOAT);
    stores.objects.clear();
    assertThat(get("/orders/ann/1").statusCode()).isEqualTo(404);
  }

  @Test
  void a_body_without_an_item_is_refused_as_the_callers_mistake() throws Exception {
    for (var body : new String[] {"", "{}", "[]", "{\"item\":7}", "{\"item\":\"\"}", BOAT + "x"}) {
      assertThat(put("/orders/ann/1", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(stores.objects).isEmpty();
  }

  @Test
  void a_body_too_large_is_refused_unread() throws Exception {
    assertThat(put("/orders/ann/1", "x".repeat(70_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void closing_answers_what_is_in_flight_and_refuses_the_rest() throws Exception {
    stores.gate = new CountDownLatch(1);
    var inFlight =
        client.sendAsync(
            HttpRequest.newBuilder(uri("/orders/ann/1")).PUT(BodyPublishers.ofString(BOAT)).build(),
            BodyHandlers.ofString());
    assertThat(stores.atGate.await(10, TimeUnit.SECONDS)).isTrue();
    var closing = Thread.ofVirtual().start(storefront::close);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (get("/healthz").statusCode() != 503) {
      assertThat(System.nanoTime()).isLessThan(until);
    }
    stores.gate.countDown();
    assertThat(inFlight.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
    assertThatThrownBy(() -> get("/healthz")).isInstanceOf(IOException.class);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).PUT(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + storefront.address().getPort() + path);
  }
}
