package dev.lifeboat.lab.bucket;

import static dev.lifeboat.lab.bucket.BucketConfig.Mode.ASYNCHRONOUS;
import static dev.lifeboat.lab.bucket.BucketConfig.Mode.SYNCHRONOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.wire.Await;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// A writer and its replica over two real S3 servers.
class LabBucketReplicationTest {
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
  void versions_reach_the_replica_in_their_order_with_content_and_metadata(TestInfo test)
      throws Exception {
    pair(test, ASYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);

    for (int number = 0; number < 5; number++) {
      assertThat(east.put("a/odd +key%é", "v" + number).statusCode()).isEqualTo(200);
      assertThat(east.put("b/" + number, "w" + number).statusCode()).isEqualTo(200);
    }
    east.awaitShipped();
    east.awaitReconciled();

    assertThat(west.history("a/odd +key%é")).containsExactly("v0", "v1", "v2", "v3", "v4");
    assertThat(west.store.keys("b/")).containsExactly("b/0", "b/1", "b/2", "b/3", "b/4");
    var copy = west.get("a/odd +key%é");
    assertThat(copy.body()).isEqualTo("v4");
    assertThat(copy.headers().firstValue("content-type")).hasValue("text/x-test");
    assertThat(copy.headers().firstValue("x-amz-meta-colour")).hasValue("blue");
    assertThat(copy.headers().firstValue(VersionContent.IDENTITY))
        .hasValue(east.versions("a/odd +key%é").getFirst().id());
    assertThat(east.controller.state().lag()).hasValue(Duration.ZERO);
  }

  @Test
  void a_server_reads_the_names_of_its_objects_once_and_writes_them_each_time() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var store = new S3(http, stores.east, "names");
      store.ensureVersioned();
      store.put("a", Map.of(), BodyPublishers.ofString("v1"));
      var names = servers.resolve("east/names/bucketMetadata.json");
      Files.writeString(names, "not read any more");

      assertThat(store.head("a", "")).isPresent();
      store.put("b", Map.of(), BodyPublishers.ofString("v2"));

      assertThat(names).content().contains("\"a\"", "\"b\"");
    }
  }

  @Test
  void concurrent_writes_of_one_key_end_in_the_same_order_on_both_sides(TestInfo test)
      throws Exception {
    pair(test, ASYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes = new ArrayList<Future<?>>();
      for (int number = 0; number < 40; number++) {
        var body = "n" + number;
        writes.add(threads.submit(() -> east.put("hot", body)));
      }
      for (var write : writes) {
        write.get();
      }
    }
    east.awaitShipped();
    assertThat(east.history("hot")).hasSize(40);
    assertThat(west.history("hot")).isEqualTo(east.history("hot"));
  }

  @Test
  void a_copy_and_a_multipart_upload_are_replicated_and_deletes_are_not(TestInfo test)
      throws Exception {
    pair(test, ASYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    east.put("from", "content");
    var source = "/" + east.config.bucket() + "/from";
    var copied =
        east.send(
            east.client("copy").header("x-amz-copy-source", source).PUT(BodyPublishers.noBody()));
    assertThat(copied.statusCode()).isEqualTo(200);
    multipart(east, "parts", "one part");
    assertThat(east.delete("from").statusCode()).isEqualTo(204);
    east.awaitShipped();

    assertThat(west.get("copy").body()).isEqualTo("content");
    assertThat(west.get("parts").body()).isEqualTo("one part");
    assertThat(east.get("from").statusCode()).isEqualTo(404);
    assertThat(west.get("from").body()).isEqualTo("content");
  }

  @Test
  void delete_markers_follow_when_the_plan_says_so(TestInfo test) throws Exception {
    pair(test, ASYNCHRONOUS, true);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    east.put("gone", "content");
    east.delete("gone");
    east.awaitShipped();
    east.awaitReconciled();
    assertThat(west.get("gone").statusCode()).isEqualTo(404);
    assertThat(west.history("gone")).containsExactly("content", "(deleted)");
    assertThat(west.controller.diverged()).isEmpty();
  }

  /// A quiet answer names no key, and one that fails in part names others.
  @Test
  void the_markers_of_a_quiet_batch_follow_too(TestInfo test) throws Exception {
    pair(test, ASYNCHRONOUS, true);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    east.put("a", "content");
    east.put("b", "content");
    east.awaitShipped();
    east.awaitReconciled();

    assertThat(east.deleteQuietly("a", "b").statusCode()).isEqualTo(200);
    assertThat(east.get("a").statusCode()).isEqualTo(404);
    assertThat(east.controller.state().reconciled()).as("nobody compares them again").isTrue();
    east.awaitShipped();

    assertThat(west.history("a")).containsExactly("content", "(deleted)");
    assertThat(west.history("b")).containsExactly("content", "(deleted)");
  }

  /// As a server answers whose disk is full after the first of two files.
  @Test
  void what_was_stored_although_the_server_says_that_it_failed_follows(TestInfo test)
      throws Exception {
    try (var failing =
        StoreDoor.failing(
            stores.east,
            request ->
                request.getRequestURI().getPath().endsWith("/failed")
                    && request.getRequestMethod().equals("PUT"))) {
      pair(test, ASYNCHRONOUS, true);
      regions.set(0, regions.get(0).through(failing.url()));
      var east = regions.get(0).start().as(BucketRole.WRITER, 1);
      var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
      east.awaitReconciled();

      assertThat(east.put("failed", "stored").statusCode()).isEqualTo(500);

      Await.until(
          "both sides were compared", () -> west.history("failed").equals(List.of("stored")));
    }
  }

  @Test
  void a_marker_of_the_former_writer_stays_its_own_when_a_version_below_it_is_removed(TestInfo test)
      throws Exception {
    pair(test, ASYNCHRONOUS, true);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    east.put("k", "content");
    east.delete("k");
    east.awaitShipped();
    east.awaitReconciled();
    east.as(BucketRole.REPLICA, 2);
    west.as(BucketRole.WRITER, 2);
    west.awaitReconciled();

    var clients = new S3(west.http, west.config.listen().http(), west.config.bucket());
    clients.remove(List.of(west.versions("k").getLast()));
    west.put("later", "content");
    west.awaitShipped();

    assertThat(west.history("k")).containsExactly("(deleted)");
    assertThat(east.history("k")).containsExactly("content", "(deleted)");
  }

  @Test
  void a_version_that_a_client_removed_stays_removed_after_a_start_of_the_server(TestInfo test)
      throws Exception {
    pair(test, ASYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    east.put("k", "first");
    east.put("k", "second");
    var first = east.versions("k").getLast().id();
    var removed = east.send(east.clientOf("k?versionId=" + first).DELETE());
    assertThat(removed.statusCode()).isEqualTo(204);

    StoreRepair.repair(servers.resolve("east").resolve(east.config.bucket()));

    assertThat(east.history("k")).containsExactly("second");
    assertThat(east.get("k").body()).isEqualTo("second");
  }

  @Test
  void what_was_accepted_before_the_gateway_died_is_shipped_after_it_returns(TestInfo test)
      throws Exception {
    pair(test, ASYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1);
    for (int number = 0; number < 10; number++) {
      assertThat(east.put("k" + number, "v").statusCode()).isEqualTo(200);
    }
    assertThat(east.controller.state().queue()).isEqualTo(10);
    assertThat(east.controller.state().peerReachable()).isFalse();
    east.stop();

    east.start();
    assertThat(east.controller.state().role()).as("start guard").isEqualTo(BucketRole.REPLICA);
    assertThat(east.controller.state().queue()).isEqualTo(10);
    assertThat(east.put("k0", "x").statusCode()).isEqualTo(503);
    west.start().as(BucketRole.REPLICA, 1);
    east.awaitShipped();
    assertThat(west.store.keys("")).hasSize(10);
  }

  @Test
  void what_a_crash_kept_out_of_the_queue_is_found_by_comparing(TestInfo test) throws Exception {
    pair(test, ASYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    east.put("k", "first");
    east.awaitReconciled();
    east.awaitShipped();
    east.stop();
    // The store took a write and the gateway died before it could queue it.
    east.store.put("k", java.util.Map.of(), BodyPublishers.ofString("second"));

    east.start().as(BucketRole.WRITER, 1);
    east.put("k", "third");
    east.awaitReconciled();
    east.awaitShipped();
    assertThat(west.history("k")).containsExactly("first", "second", "third");
  }

  @Test
  void a_synchronous_write_is_answered_once_the_peer_has_it_and_is_unknown_without_peer(
      TestInfo test) throws Exception {
    pair(test, SYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    east.awaitProtected();
    for (int number = 0; number < 10; number++) {
      assertThat(east.put("k" + number, "v").statusCode()).isEqualTo(200);
      assertThat(west.versions("k" + number)).as("stored before the answer").hasSize(1);
    }
    west.stop();
    var unknown = east.put("k10", "v");
    assertThat(unknown.statusCode()).isEqualTo(500);
    west.start();
    east.awaitShipped();
    assertThat(west.get("k10").body()).isEqualTo("v");
  }

  /// Goal: nobody's write waits behind what a peer that came back still lacks, but for five seconds
  /// at most; and what was answered early is told until the peer has it. Method: a write is queued
  /// while both sides are compared, is three seconds old after that, and its shipment is held.
  @Test
  void a_synchronous_write_waits_for_no_peer_that_has_not_caught_up(TestInfo test)
      throws Exception {
    var listings = new AtomicInteger();
    var late = new AtomicReference<>(Duration.ZERO);
    try (var comparison =
            new StoreDoor(
                stores.east,
                request ->
                    String.valueOf(request.getRequestURI().getQuery()).startsWith("versions")
                        && listings.incrementAndGet() == 3);
        var shipment = new StoreDoor(stores.west)) {
      pair(test, SYNCHRONOUS, false);
      regions.set(0, regions.get(0).through(comparison.url()));
      regions.set(1, regions.get(1).through(shipment.url()));
      regions.get(1).start().as(BucketRole.REPLICA, 1);
      var east =
          regions.get(0).start(() -> Instant.now().plus(late.get())).as(BucketRole.WRITER, 1);
      Await.until("both sides are compared", () -> comparison.waiting() == 1);
      assertThat(east.put("slow", "v").statusCode()).isEqualTo(200);
      late.set(Duration.ofSeconds(3));
      comparison.release();
      Await.until("it is being shipped", () -> shipment.waiting() == 1);

      var behind = east.controller.state();
      assertThat(behind.reconciled()).isTrue();
      assertThat(behind.answersEarly()).isTrue();

      Await.until("clients wait", () -> east.put("slow", "later").statusCode() == 500);
      assertThat(east.controller.state().answersEarly()).as("the first was answered").isTrue();

      shipment.release();
      east.awaitProtected();
    }
  }

  /// As after a disk repair, or an older copy that was put back.
  @Test
  void what_a_replica_s_store_has_lost_is_sent_again(TestInfo test) throws Exception {
    pair(test, ASYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    var west = regions.get(1).start().as(BucketRole.REPLICA, 1);
    for (var key : List.of("a", "b", "c")) {
      assertThat(east.put(key, "v").statusCode()).isEqualTo(200);
    }
    east.awaitShipped();
    west.stop();
    west.store.remove(west.versions("b"));

    west.start();

    Await.until("it has it again", () -> west.store.keys("").contains("b"));
  }

  @Test
  void removeAll_leaves_no_version_and_no_marker(TestInfo test) throws Exception {
    pair(test, ASYNCHRONOUS, false);
    var east = regions.get(0).start().as(BucketRole.WRITER, 1);
    east.put("canary/1", "v1");
    east.put("canary/1", "v2");
    east.put("canary/2", "v1");
    east.delete("canary/2");
    east.put("kept", "v1");
    var survey = new ObjectSurvey(east.config.s3(), east.config.bucket());
    assertThat(survey.keys("canary/")).containsExactly("canary/1");
    assertThat(survey.removeAll("canary/")).isEqualTo(4);
    assertThat(survey.keys("")).containsExactly("kept");
    assertThat(east.everything()).containsOnlyKeys("kept");
  }

  private void pair(TestInfo test, BucketConfig.Mode mode, boolean deletes) throws Exception {
    var bucket = "b" + Integer.toHexString(test.getDisplayName().hashCode());
    regions.addAll(StoreRegion.pair(stores, bucket, state, mode, deletes));
  }

  private static void multipart(StoreRegion region, String key, String body) throws Exception {
    var begun = region.send(query(region, key, "uploads").POST(BodyPublishers.noBody()));
    var upload =
        begun.body().replaceFirst("(?s).*<UploadId>", "").replaceFirst("(?s)</UploadId>.*", "");
    var part =
        region.send(
            query(region, key, "partNumber=1&uploadId=" + upload)
                .PUT(BodyPublishers.ofString(body)));
    var etag = part.headers().firstValue("etag").orElseThrow();
    var list =
        "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Part>"
            + "<PartNumber>1</PartNumber><ETag>"
            + etag
            + "</ETag></Part></CompleteMultipartUpload>";
    var ended =
        region.send(
            query(region, key, "uploadId=" + upload)
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(list)));
    assertThat(ended.statusCode()).isEqualTo(200);
  }

  private static java.net.http.HttpRequest.Builder query(
      StoreRegion region, String key, String query) {
    var plain = region.client(key).build().uri();
    return java.net.http.HttpRequest.newBuilder(java.net.URI.create(plain + "?" + query));
  }
}
