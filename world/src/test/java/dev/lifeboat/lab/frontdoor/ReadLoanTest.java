package dev.lifeboat.lab.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.lifeboat.wire.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a region that is lent reads gets that share of them and never a write, and loses it by the
/// front door alone: when it fails, when its time is up, and when the front door restarts.
///
/// Method: real services that note what they are asked, and fail or dawdle once they are told to.
@Timeout(60)
final class ReadLoanTest {
  private static final int PERCENT = 25;
  private static final long LONG = 60_000;

  @TempDir Path folder;

  private final AtomicBoolean westFails = new AtomicBoolean();
  private final AtomicBoolean westWaits = new AtomicBoolean();
  private final CountDownLatch waited = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

  private void east(HttpExchange exchange) throws IOException {
    asked.add("east " + exchange.getRequestMethod());
    BackendService.answer(exchange, 200, "east");
  }

  private void west(HttpExchange exchange) throws IOException {
    asked.add("west " + exchange.getRequestMethod());
    if (westWaits.get()) {
      try {
        waited.countDown();
        over.await();
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }
    BackendService.answer(exchange, westFails.get() ? 500 : 200, "west");
  }

  private static LentReads lent(long longestMillis) {
    return new LentReads("d1", "west", PERCENT, 10, 5_000, longestMillis, null);
  }

  private static Table table(BackendService east, BackendService west, long longestMillis) {
    return new Table(
            3,
            new TreeMap<>(
                Map.of(
                    "east",
                    Door.open(100, east.address()),
                    "west",
                    new Table.Region(0, Table.State.CLOSED, List.of(west.address())))),
            "/healthz")
        .lending(lent(longestMillis), Table.State.OPEN);
  }

  private static @Nullable String stopped(Door door) throws Exception {
    return Objects.requireNonNull(door.admin().table().lent()).stopped();
  }

  private static Table.State west(Door door) throws Exception {
    return Objects.requireNonNull(door.admin().table().regions().get("west")).state();
  }

  @Test
  @Tag("invariant-46")
  void its_share_of_the_reads_is_exact_and_no_write_ever_gets_there() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      door.admin().put(table(east, west, LONG));
      for (int i = 0; i < 40; i++) {
        door.get("/");
        door.post("/", new byte[] {1});
      }

      assertThat(asked.stream().filter("west GET"::equals)).hasSize(10);
      assertThat(asked.stream().filter("east GET"::equals)).hasSize(30);
      assertThat(asked.stream().filter("east POST"::equals)).hasSize(40);
      assertThat(asked).as("a write in a copy").doesNotContain("west POST");

      var reads = door.admin().reads().regions();
      assertThat(Objects.requireNonNull(reads.get("west")).requests()).isEqualTo(10);
      assertThat(Objects.requireNonNull(reads.get("east")).requests())
          .as("writes are not counted")
          .isEqualTo(30);
      assertThat(Objects.requireNonNull(reads.get("west")).medianMillis()).isPositive();
    }
  }

  @Test
  void a_region_that_fails_its_reads_gets_no_more_and_is_closed() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      westFails.set(true);
      door.admin().put(table(east, west, LONG));

      Await.until(
          "stopped",
          () -> {
            door.get("/");
            return stopped(door) != null;
          });

      // Three are enough; another one may pass before the front door judges.
      assertThat(stopped(door)).matches("west failed ([3-9]) of \\1 requests");
      for (int i = 0; i < 20; i++) {
        assertThat(door.get("/").body()).isEqualTo("east");
      }
      Await.until("closed", () -> west(door) == Table.State.CLOSED);
    }
  }

  /// Whoever lent them may have been killed.
  @Test
  @Tag("invariant-46")
  void its_time_is_up_by_the_front_door_alone_and_nobody_is_cut_off() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      westWaits.set(true);
      door.admin().put(table(east, west, 300));
      var slow = List.of(door.getLater("/"), door.getLater("/"), door.getLater("/"));
      var last = door.getLater("/");
      waited.await();

      Await.until("over", () -> stopped(door) != null);

      assertThat(stopped(door)).isEqualTo("its 300 ms were over");
      assertThat(west(door)).as("a request is in flight there").isEqualTo(Table.State.DRAINING);
      over.countDown();
      slow.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
      assertThat(last.join().statusCode()).isEqualTo(200);
      Await.until("closed", () -> west(door) == Table.State.CLOSED);
    }
  }

  @Test
  void an_instance_that_is_gone_costs_no_more_than_what_was_under_way() throws Exception {
    try (var east = BackendService.that(this::east);
        var door = Door.open(folder)) {
      var west = BackendService.that(this::west);
      door.admin().put(table(east, west, LONG));
      west.close();

      Await.until("stopped", () -> stopped(door) != null);

      assertThat(stopped(door)).isEqualTo("no instance of west is healthy");
      Await.until("closed", () -> west(door) == Table.State.CLOSED);
    }
  }

  @Test
  void a_front_door_that_restarts_lends_nothing_any_more() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west)) {
      try (var door = Door.open(folder)) {
        door.admin().put(table(east, west, LONG));
      }
      try (var door = Door.open(folder)) {
        assertThat(stopped(door)).isEqualTo("the front door was restarted");
        assertThat(west(door)).isEqualTo(Table.State.CLOSED);
        assertThat(door.get("/").body()).isEqualTo("east");
      }
    }
  }

  @Test
  void a_fence_ends_it() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      var table = table(east, west, LONG);
      door.admin().put(table);
      door.admin()
          .put(
              table.with(
                  4, "east", new Table.Region(100, Table.State.CLOSED, List.of(east.address()))));

      assertThat(door.get("/").statusCode()).as("no weight, and no loan").isEqualTo(503);
    }
  }

  @Test
  void a_region_that_takes_writes_by_weight_is_lent_nothing() {
    var open = Door.open(1, new dev.lifeboat.lab.admin.HostPort("127.0.0.1", 1));
    assertThatThrownBy(
            () -> new Table(3, new TreeMap<>(Map.of("west", open)), "/healthz", null, lent(LONG)))
        .hasMessageContaining("must be there with weight 0");
  }
}
