package dev.lifeboat.lab.bucket;

import static dev.lifeboat.lab.bucket.BucketConfig.Mode.ASYNCHRONOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.ProgramJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// The fence, the epoch, and the way back, over two real S3 servers.
class BucketFailoverTest {
  @TempDir static Path servers;
  private static TwoStores stores;

  @TempDir Path state;
  private final List<StoreRegion> regions = new ArrayList<>();

  @BeforeAll
  static void startStores() throws Exception {
    stores = new TwoStores(servers);
  }

  @AfterAll
  static void stopStores() throws Exception {
    stores.close();
  }

  @AfterEach
  void stopRegions() throws Exception {
    for (var region : regions) {
      region.close();
    }
  }

  @Test
  void a_replica_refuses_clients_writes_and_serves_reads(TestInfo test) throws Exception {
    pair(test);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    east.put("k", "v");
    east.awaitShipped();
    var refused = west.put("k", "other");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("<Code>SlowDown</Code>", "replica in west");
    assertThat(west.delete("k").statusCode()).isEqualTo(503);
    assertThat(west.get("k").body()).isEqualTo("v");
    assertThat(west.history("k")).containsExactly("v");
  }

  /// Goal: nobody but the controller and the peer changes what is here. Method: what they ask for,
  /// unsigned, by a page, signed by the other, and as large as a sender likes.
  @Test
  void only_the_controller_sets_a_role_and_only_the_peer_ships_and_rewinds(TestInfo test)
      throws Exception {
    pair(test);
    var east = regions.get(0).start().as(BucketRole.REPLICA, 1);
    var role = "{\"role\":\"writer\",\"epoch\":2}";
    var controller = RegionKeys.controllerTo("east");
    var peer = RegionKeys.peerOf("east");
    byte[] bytes = role.getBytes(StandardCharsets.UTF_8);

    assertThat(east.admin("PUT", "/role", role, "")).isEqualTo(403);
    assertThat(east.admin("PUT", "/role", role, peer.sign("PUT", "/role", bytes))).isEqualTo(403);
    assertThat(east.admin("PUT", "/role", "{}", controller.sign("PUT", "/role", bytes)))
        .as("another body than what was signed")
        .isEqualTo(403);
    var large = role + " ".repeat(1 << 13);
    var signed = controller.sign("PUT", "/role", large.getBytes(StandardCharsets.UTF_8));
    assertThat(east.admin("PUT", "/role", large, signed)).isEqualTo(413);
    var stamp = PeerClient.stamp(9, "");
    for (var ask : List.of("POST /rewind", "GET /identities")) {
      var method = ask.split(" ", 2)[0];
      var path = ask.split(" ", 2)[1];
      assertThat(east.admin(method, path, "", "")).as(ask).isEqualTo(403);
      assertThat(east.admin(method, path, "", controller.sign(method, path, stamp)))
          .as(ask + " by a controller")
          .isEqualTo(403);
    }
    var epochAlone = peer.sign("POST", "/rewind", PeerClient.stamp(9, ""));
    assertThat(east.admin("POST", "/rewind", "", epochAlone))
        .as("a listing that was not signed")
        .isEqualTo(403);
    var state = east.controller.state();
    assertThat(state.role()).isEqualTo(BucketRole.REPLICA);
    assertThat(state.epoch()).as("no request took effect").isEqualTo(1);
  }

  @Test
  void a_fence_waits_for_the_clients_write_that_the_store_holds_back(TestInfo test)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var door = new StoreDoor(stores.east)) { // Closed first: it lets the threads end.
      pair(test);
      var east = through(0, door).start().as(BucketRole.WRITER, 1);
      var write = threads.submit(() -> east.put("slow", "v").statusCode());
      Await.until("the write is in flight", () -> door.waiting() == 1);
      assertThatWritesAreInFlight(() -> east.change(BucketRole.REPLICA, 2));
      assertThat(east.put("new", "v").statusCode()).as("refused meanwhile").isEqualTo(503);
      door.release();
      east.as(BucketRole.REPLICA, 2);
      assertThat(east.versions("slow")).as("settled before the fence returned").hasSize(1);
      assertThat(write.get()).isEqualTo(200);
    }
  }

  /// Clients that gave up and tried again once filled the memory of a gateway whose store was slow.
  @Test
  void a_gateway_whose_store_is_slow_refuses_what_it_cannot_hold(TestInfo test) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var door = new StoreDoor(stores.east)) { // Closed first: it lets the threads end.
      pair(test);
      var east = through(0, door).start().as(BucketRole.WRITER, 1);
      assertThat(east.put("kept", "v").statusCode()).isEqualTo(200);
      var sent = new AtomicInteger();
      Await.until(
          "it is full",
          () -> {
            // As long as it is not: a burst of connections may be longer than the queue for them.
            assertThat(sent.get()).as("requests, and still not full").isLessThan(4_096);
            for (int number = 0; number < 32; number++) {
              sent.incrementAndGet();
              threads.submit(() -> east.put("slow", "v").statusCode());
            }
            return east.get("kept").statusCode() == 503;
          });
      door.release();
      Await.until("it answers again", () -> east.get("kept").statusCode() == 200);
    }
  }

  @Test
  void a_raise_waits_for_the_older_version_that_the_store_holds_back(TestInfo test)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var door = new StoreDoor(stores.west)) { // Closed first: it lets the threads end.
      pair(test);
      var west = through(1, door).start().as(BucketRole.REPLICA, 1);
      var shipment = threads.submit(() -> west.ship("slow", "id1", 1, "old"));
      Await.until("the version is in flight", () -> door.waiting() == 1);
      assertThatWritesAreInFlight(() -> west.change(BucketRole.WRITER, 2));
      door.release();
      west.as(BucketRole.WRITER, 2);
      assertThat(west.put("slow", "new").statusCode()).isEqualTo(200);
      assertThat(shipment.get()).isEqualTo(200);
      assertThat(west.history("slow")).containsExactly("old", "new");
    }
  }

  /// Goal: once a change to replica has returned, no client's write takes effect any more. Method:
  /// clients hammer the writer while it is changed; what the store holds when the change returns is
  /// all that it ever holds.
  @Test
  @Tag("invariant-14")
  void no_clients_write_takes_effect_after_the_fence_returned(TestInfo test) throws Exception {
    pair(test);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var acknowledged = new AtomicInteger();
    var stop = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var clients = new ArrayList<Future<?>>();
      for (int client = 0; client < 8; client++) {
        var name = "c" + client + "/";
        clients.add(
            threads.submit(() -> {
              for (int number = 0; !stop.get(); number++) {
                if (east.put(name + number, "v").statusCode() == 200) {
                  acknowledged.incrementAndGet();
                }
              }
              return null;
            }));
      }
      Await.until("clients write", () -> acknowledged.get() > 30);
      east.as(BucketRole.REPLICA, 2);
      var atFence = east.everything().keySet();
      stop.set(true);
      for (var client : clients) {
        client.get();
      }
      assertThat(east.everything().keySet()).isEqualTo(atFence);
      assertThat(acknowledged.get()).isEqualTo(atFence.size());
    }
  }

  /// Goal: once a raise of the epoch has returned, no version of an older one becomes current.
  /// Method: the peer ships hard while the epoch is raised.
  @Test
  @Tag("invariant-13")
  void no_older_version_takes_effect_after_the_raise_returned(TestInfo test) throws Exception {
    pair(test);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    var taken = new AtomicInteger();
    var stop = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var shipping = new ArrayList<Future<?>>();
      for (int flight = 0; flight < 8; flight++) {
        var name = "f" + flight + "/";
        shipping.add(
            threads.submit(() -> {
              for (int number = 0; !stop.get(); number++) {
                if (west.ship(name + number, "id" + number, 1, "v") == 200) {
                  taken.incrementAndGet();
                }
              }
              return null;
            }));
      }
      Await.until("versions arrive", () -> taken.get() > 30);
      west.as(BucketRole.WRITER, 2);
      var atRaise = west.everything().keySet();
      stop.set(true);
      for (var flight : shipping) {
        flight.get();
      }
      assertThat(west.everything().keySet()).isEqualTo(atRaise);
    }
  }

  @Test
  @Tag("invariant-13")
  void a_late_version_of_an_older_epoch_is_refused_recorded_and_never_current(TestInfo test)
      throws Exception {
    pair(test);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    assertThat(west.ship("k", "id1", 1, "early")).isEqualTo(200);
    assertThat(west.ship("k", "id1", 1, "early")).as("repeated").isEqualTo(200);
    west.as(BucketRole.WRITER, 2);
    assertThat(west.ship("k", "id2", 1, "late")).isEqualTo(409);
    assertThat(west.ship("k", "id2", 2, "same epoch")).isEqualTo(409);
    assertThat(west.history("k")).containsExactly("early");
    assertThat(Files.readString(west.config.state().resolve("refused.jsonl")))
        .contains("\"key\":\"k\"", "\"version\":\"id2\"", "\"epoch\":1");
  }

  @Test
  @Tag("invariant-4")
  void a_role_needs_an_epoch_not_lower_and_not_anothers(TestInfo test) throws Exception {
    pair(test);
    var east = regions.get(0).start().as(BucketRole.WRITER, 3).as(BucketRole.WRITER, 3);
    assertThatRefused(() -> east.change(BucketRole.WRITER, 2));
    assertThatRefused(() -> east.change(BucketRole.REPLICA, 3)); // The writer's own.
    east.as(BucketRole.REPLICA, 4);
    assertThatRefused(() -> east.change(BucketRole.WRITER, 4));
    assertThat(east.controller.state().epoch()).isEqualTo(4);
    east.stop();
    east.start();
    assertThat(east.controller.state().epoch()).as("durable").isEqualTo(4);
    assertThatRefused(() -> east.controller.setRole(BucketRole.REPLICA, 3));
    assertThat(east.config.state().resolve("refusals.jsonl"))
        .content()
        .contains("\"what\":\"PUT /role replica\",\"epoch\":3,\"highest\":4");
  }

  @Test
  void a_writer_that_hears_a_higher_epoch_stops_writing(TestInfo test) throws Exception {
    pair(test);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    assertThat(east.put("k", "v").statusCode()).isEqualTo(200);
    assertThat(east.ship("other", "id", 2, "v")).isEqualTo(200);
    assertThat(east.controller.state().role()).isEqualTo(BucketRole.REPLICA);
    assertThat(east.put("k", "w").statusCode()).isEqualTo(503);
  }

  /// East dies with versions that west never saw; west becomes the writer; east comes back.
  @Test
  void diverged_versions_are_kept_and_listed_and_never_current_again(TestInfo test)
      throws Exception {
    pair(test);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    east.put("both", "shared");
    east.put("quiet", "shared");
    east.awaitReconciled();
    east.awaitShipped();
    west.stop();
    east.put("both", "lost");
    east.put("quiet", "lost");
    east.put("only-east", "lost");
    east.stop();
    west.start().as(BucketRole.WRITER, 2);
    west.put("both", "newer");
    assertThat(west.controller.state().reconciled()).isFalse();

    east.start().as(BucketRole.REPLICA, 2);
    west.awaitReconciled();
    west.awaitShipped();

    assertThat(east.get("both").body()).isEqualTo("newer");
    assertThat(east.get("quiet").body()).isEqualTo("shared");
    assertThat(east.get("only-east").statusCode()).isEqualTo(404);
    assertThat(east.history("quiet")).containsExactly("shared", "lost", "shared");
    assertThat(east.controller.diverged())
        .hasSize(3)
        .anyMatch(version -> version.key().equals("only-east"))
        .allMatch(version -> version.epoch() == 2);
    assertThat(east.controller.state().queue()).as("superseded").isZero();

    // And home again: what diverged is not replicated as if it were new.
    west.as(BucketRole.REPLICA, 3);
    west.awaitShipped();
    east.as(BucketRole.WRITER, 3);
    east.awaitReconciled();
    east.awaitShipped();
    assertThat(west.get("only-east").statusCode()).isEqualTo(404);
    assertThat(west.history("quiet")).containsExactly("shared");
    assertThat(west.history("both")).containsExactly("shared", "newer");
    assertThat(west.controller.diverged()).isEmpty();
  }

  /// The writer that called it diverged was lost before it had put its own version on top.
  @Test
  void what_clients_read_is_replicated_also_if_it_was_called_diverged(TestInfo test)
      throws Exception {
    pair(test);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1);
    east.put("k", "served");
    east.stop();
    var file = east.config.state().resolve("diverged.jsonl");
    try (var diverged = DivergedVersions.open(file, InstantSource.system())) {
      assertThat(diverged.add(east.versions("k").getFirst(), 2)).isTrue();
    }

    east.start().as(BucketRole.WRITER, 1);
    west.start().as(BucketRole.REPLICA, 1);
    east.awaitReconciled();
    east.awaitShipped();

    assertThat(west.history("k")).containsExactly("served");
    assertThat(west.get("k").body()).isEqualTo("served");
  }

  /// The gateway as a process of its own, killed the hard way in the middle of its work.
  @Test
  void a_killed_gateway_process_loses_nothing_that_it_acknowledged(TestInfo test) throws Exception {
    pair(test);
    var east = regions.get(0);
    var west = regions.get(1);
    var first = process(east);
    try {
      east.as(BucketRole.WRITER, 1);
      for (int number = 0; number < 20; number++) {
        assertThat(east.put("k" + number, "v").statusCode()).isEqualTo(200);
      }
    } finally {
      first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    east.start();
    assertThat(east.controller.state().role()).isEqualTo(BucketRole.REPLICA);
    assertThat(east.controller.state().queue()).isEqualTo(20);
    west.start().as(BucketRole.REPLICA, 1);
    east.as(BucketRole.WRITER, 1);
    east.awaitReconciled();
    assertThat(west.store.keys("")).hasSize(20);
  }

  private Process process(StoreRegion region) throws Exception {
    var file = Files.write(state.resolve("config.json"), ProgramJson.write(region.config));
    var process =
        new ProcessBuilder(
                TwoStores.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BucketMain.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
    }
    return process;
  }

  private void pair(TestInfo test) throws Exception {
    var bucket = "b" + Integer.toHexString(test.getDisplayName().hashCode());
    regions.addAll(StoreRegion.pair(stores, bucket, state, ASYNCHRONOUS, false));
  }

  private StoreRegion through(int index, StoreDoor door) {
    var region = regions.get(index).through(door.url());
    regions.add(region); // Closed after the test like the others.
    return region;
  }

  private static void assertThatWritesAreInFlight(ThrowingCallable change) {
    assertThatExceptionOfType(BucketClient.WritesInFlightException.class).isThrownBy(change);
  }

  private static void assertThatRefused(ThrowingCallable change) {
    assertThatExceptionOfType(EpochRefusedException.class).isThrownBy(change);
  }
}
