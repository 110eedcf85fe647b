package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.guard.Pass;
import dev.lifeboat.guard.PassRequest;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.KeyRing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A gateway's view of the lease, with a keeper of the test's own words.
class LeaseWatchTest {
  private static final Duration LEFT = Duration.ofMillis(700);

  private final KeyRing keys = new KeyRing("gateway@east", "00".repeat(16), Map.of());
  private final List<PassRequest> asked = new CopyOnWriteArrayList<>();
  private HttpServer keeper;
  private LeaseWatch watch;
  private Thread watching;
  private volatile boolean held = true;

  @BeforeEach
  void begin() throws Exception {
    keeper = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    keeper.createContext(
        "/lease/shop/pass",
        exchange -> {
          try (exchange) {
            var json = JsonMapper.shared();
            asked.add(json.readValue(exchange.getRequestBody(), PassRequest.class));
            var body = json.writeValueAsBytes(new Pass(held ? LEFT.toMillis() : 0));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    keeper.start();
    watch =
        new LeaseWatch(
            new BucketConfig.Keeper(
                URI.create("http://127.0.0.1:" + keeper.getAddress().getPort()), "shop"),
            "images",
            keys.signerTo(new Caller(Caller.Kind.KEEPER, "east")),
            () -> Duration.ofNanos(System.nanoTime()));
    watching = Thread.ofVirtual().start(watch);
  }

  @AfterEach
  void end() throws Exception {
    watching.interrupt();
    watching.join();
    keeper.stop(0);
  }

  @Test
  void a_lease_that_is_lost_is_heard_of() throws Exception {
    Await.until("it is held", watch::isHeld);

    held = false;

    Await.until("it is lost", () -> !watch.isHeld());
    assertThat(
            watch.answer(() -> {
              throw new AssertionError("answered without the lease");
            }))
        .isFalse();
  }

  /// Who hands the lease back goes by that word.
  @Test
  void it_says_that_it_writes_no_more_only_once_its_last_answer_was_sent() throws Exception {
    Await.until("it is held", watch::isHeld);
    var sending = new CountDownLatch(1);
    var sent = new CountDownLatch(1);
    var answering = Thread.ofVirtual().start(() -> answerSlowly(sending, sent));
    sending.await();

    held = false;
    Await.until("it is lost", () -> !watch.isHeld());
    assertThat(asked.getLast().writing()).isTrue();

    sent.countDown();
    answering.join();
    Await.until("it says so", () -> !asked.getLast().writing());
  }

  private void answerSlowly(CountDownLatch sending, CountDownLatch sent) {
    try {
      var _ =
          watch.answer(() -> {
            sending.countDown();
            try {
              sent.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          });
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void what_a_silent_keeper_said_last_runs_out_by_itself() throws Exception {
    Await.until("it is held", watch::isHeld);
    keeper.stop(0);
    long silent = System.nanoTime();

    Await.until("it has run out", () -> !watch.isHeld());

    assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(LEFT.plusSeconds(20));
  }
}
