package dev.lifeboat.lab.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.EpochRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a region that does not bear its share of the requests loses it at once, with nobody asked;
/// one that bears it keeps it.
///
/// Method: real services that fail or dawdle once they are told to.
@Timeout(60)
final class TrialTest {
  private static final int PERCENT = 25;
  private static final int MAX_ERRORS_PER_MILLE = 10;

  @TempDir Path folder;

  private final AtomicBoolean eastFails = new AtomicBoolean();
  private final AtomicBoolean westFails = new AtomicBoolean();
  private final AtomicBoolean eastDawdles = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);

  private void east(HttpExchange exchange) throws IOException {
    if (eastDawdles.get()) {
      try {
        over.await();
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }
    BackendService.answer(exchange, eastFails.get() ? 500 : 200, "east");
  }

  private void west(HttpExchange exchange) throws IOException {
    BackendService.answer(exchange, westFails.get() ? 500 : 200, "west");
  }

  private static Table shared(BackendService east, BackendService west, long latencyMillis) {
    return new Table(
        3,
        new TreeMap<>(
            Map.of(
                "east", Door.open(PERCENT, east.address()),
                "west", Door.open(100 - PERCENT, west.address()))),
        "/healthz",
        new Table.Trial("east", PERCENT, MAX_ERRORS_PER_MILLE, latencyMillis, null));
  }

  private static int weight(Door door, String region) throws Exception {
    return Objects.requireNonNull(door.admin().table().regions().get(region)).weight();
  }

  private static @Nullable String stopped(Door door) throws Exception {
    return Objects.requireNonNull(door.admin().table().trial()).stopped();
  }

  @Test
  void a_share_that_is_borne_is_counted_and_kept_also_when_it_is_asked_for_again()
      throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      var table = shared(east, west, 5_000);
      door.admin().put(table);
      assertThat(door.admin().trial().borne()).as("nobody came yet").isFalse();
      assertThat(door.admin().trial().asked("east")).as("nobody was sent there").isFalse();
      for (int i = 0; i < 40; i++) {
        door.get("/");
      }
      door.admin().put(table);

      var trial = door.admin().trial();
      assertThat(trial.borne()).isTrue();
      assertThat(trial.regions().get("east")).isEqualTo(new TrialView.Seen(10, 0, 0));
      assertThat(trial.regions().get("west")).isEqualTo(new TrialView.Seen(30, 0, 0));
      assertThat(east.taken()).isEqualTo(10);
    }
  }

  @Test
  @Tag("invariant-35")
  void a_region_that_fails_its_share_gets_nothing_more() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      door.admin().put(shared(east, west, 5_000));
      eastFails.set(true);

      Await.until(
          "stopped",
          () -> {
            door.get("/");
            return stopped(door) != null;
          });

      assertThat(weight(door, "east")).isZero();
      assertThat(weight(door, "west")).isEqualTo(100);
      assertThat(stopped(door)).matches("east failed ([3-9]|\\d\\d+) of \\1 requests");
      for (int i = 0; i < 20; i++) {
        assertThat(door.get("/").body()).isEqualTo("west");
      }
      assertThat(door.admin().trial().borne()).isFalse();
    }
  }

  /// Nobody has to have been answered: whoever waits for too long counts while they wait.
  @Test
  @Tag("invariant-35")
  void a_region_that_answers_nobody_any_more_gets_nothing_more() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      door.admin().put(shared(east, west, 200));
      eastDawdles.set(true);
      for (int i = 0; i < 20; i++) {
        var _ = door.getLater("/");
      }

      Await.until("stopped", () -> stopped(door) != null);

      assertThat(stopped(door)).startsWith("east took longer than 200 ms for ");
      assertThat(weight(door, "east")).isZero();
      over.countDown();
    }
  }

  @Test
  void where_the_other_region_fails_the_one_on_trial_gets_all() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      door.admin().put(shared(east, west, 5_000));
      westFails.set(true);

      Await.until(
          "left",
          () -> {
            door.get("/");
            return weight(door, "west") == 0;
          });

      assertThat(weight(door, "east")).isEqualTo(100);
      assertThat(stopped(door)).isNull();
      door.get("/");
      assertThat(door.admin().trial().borne()).as("nobody waits for the other one").isTrue();
    }
  }

  @Test
  void a_front_door_that_restarts_goes_on_with_the_trial() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west)) {
      var table = shared(east, west, 5_000);
      try (var door = Door.open(folder)) {
        door.admin().put(table);
      }
      eastFails.set(true);
      try (var door = Door.open(folder)) {
        assertThat(door.admin().table()).isEqualTo(table);
        Await.until(
            "stopped",
            () -> {
              door.get("/");
              return stopped(door) != null;
            });
      }
    }
  }

  /// Goal: a fence that was under way for long, and arrives when its run routed everything already,
  /// closes the door to nobody.
  @Test
  void a_fence_that_comes_after_everything_was_routed_is_refused() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      var opened = Door.east(3, Door.open(100, east.address()));
      door.admin().put(Door.east(2, Door.open(100, east.address())));
      var late = Door.east(3, Door.open(0, east.address()).in(Table.State.CLOSED));
      door.admin().put(late);
      door.admin().put(opened);

      assertThatExceptionOfType(EpochRefusedException.class)
          .isThrownBy(() -> door.admin().put(late))
          .withMessageContaining("epoch 3 has opened a region already");
      assertThat(door.admin().table()).isEqualTo(opened);

      var tried = shared(east, west, 5_000);
      var share = new Table(4, tried.regions(), tried.health(), tried.trial());
      door.admin().put(share);
      assertThatExceptionOfType(EpochRefusedException.class)
          .as("while a share is on trial")
          .isThrownBy(() -> door.admin().put(new Table(4, late.regions(), late.health())));
      assertThat(door.admin().table()).isEqualTo(share);
    }
  }

  /// Goal: a share that was under way for long, and arrives when all was routed already, opens the
  /// other region to nobody.
  @Test
  @Tag("invariant-35")
  void a_share_that_comes_after_everything_was_routed_is_refused() throws Exception {
    try (var east = BackendService.that(this::east);
        var west = BackendService.that(this::west);
        var door = Door.open(folder)) {
      var share = shared(east, west, 5_000);
      var all =
          new Table(
              3,
              new TreeMap<>(
                  Map.of(
                      "east", Door.open(100, east.address()),
                      "west", Door.open(0, west.address()).in(Table.State.CLOSED))),
              "/healthz");
      door.admin().put(share);
      door.admin().put(all);

      assertThatExceptionOfType(EpochRefusedException.class)
          .isThrownBy(() -> door.admin().put(share))
          .withMessageContaining("epoch 3 has sent everything to east");

      assertThat(door.admin().table()).isEqualTo(all);
      door.admin().put(new Table(4, share.regions(), share.health(), share.trial()));
      assertThat(weight(door, "east")).as("under a higher epoch").isEqualTo(PERCENT);
    }
  }
}
