package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.agent.state.LeaseState;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A gateway's view of the lease, with a keeper of the test's own words.
class LeaseWatchTest {
  private static final Duration LEFT = Duration.ofMillis(700);

  private HttpServer keeper;
  private LeaseWatch watch;
  private Thread watching;
  private volatile boolean held = true;

  @BeforeEach
  void begin() throws Exception {
    keeper = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    keeper.createContext(
        "/lease/shop",
        exchange -> {
          try (exchange) {
            var body =
                JsonMapper.shared()
                    .writeValueAsBytes(
                        new LeaseState(
                            "shop",
                            1,
                            LeaseState.Phase.ASKING,
                            held,
                            held ? LEFT.toMillis() : 0,
                            Map.of(),
                            Map.of(),
                            null,
                            null));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    keeper.start();
    watch =
        new LeaseWatch(
            new BucketConfig.Keeper(
                URI.create("http://127.0.0.1:" + keeper.getAddress().getPort()), "shop"),
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
  }

  @Test
  void what_a_silent_keeper_said_last_runs_out_by_itself() throws Exception {
    Await.until("it is held", watch::isHeld);
    keeper.stop(0);
    long silent = System.nanoTime();

    Await.until("it has run out", () -> !watch.isHeld());

    assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(LEFT.multipliedBy(2));
  }
}
