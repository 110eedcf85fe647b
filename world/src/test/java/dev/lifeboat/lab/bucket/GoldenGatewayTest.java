package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.wire.ProgramJson;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a bucket's gateway of commit 5f629ed0 was started with and kept: in a region that was lost
/// with six versions which had not left it, and when it had become a replica again.
final class GoldenGatewayTest {
  private static final String LOST = "orders/ben/10.json";
  private static final String LOST_VERSION = "6a10f764-c18a-456a-aa81-249065b272a0";

  @TempDir Path folder;

  @BeforeEach
  void copy() throws Exception {
    var set = GoldenGatewayTest.class.getResource("/golden/5f629ed0/images-gateway");
    try (var files = Files.list(Path.of(Objects.requireNonNull(set).toURI()))) {
      for (var file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  void it_starts_with_its_file() throws Exception {
    var config =
        ProgramJson.read(Files.readAllBytes(folder.resolve("gateway.json")), BucketConfig.class);

    assertThat(config.region()).isEqualTo("east");
    assertThat(config.listen()).isEqualTo(new HostPort("127.1.0.1", 30845));
    assertThat(config.admin()).isEqualTo(new HostPort("127.1.0.1", 30846));
    assertThat(config.s3()).isEqualTo(URI.create("http://127.1.0.1:30843"));
    assertThat(config.bucket()).isEqualTo("images");
    assertThat(config.replicateDeletes()).isFalse();
    assertThat(config.mode()).isEqualTo(BucketConfig.Mode.ASYNCHRONOUS);
    assertThat(config.peer())
        .isEqualTo(new BucketConfig.Peer("west", URI.create("http://127.1.0.1:30847")));
    assertThat(config.placement()).isEqualTo(URI.create("http://127.1.0.1:30834/placements/shop"));
    assertThat(config.keys().callers())
        .containsOnlyKeys("controller@edge", "gateway@east", "gateway@west");
    assertThat(config.keeper())
        .isEqualTo(new BucketConfig.Keeper(URI.create("http://127.1.0.1:30833"), "shop"));
    assertThat(config.state()).isEqualTo(Path.of("/srv/state/lab/storefront/east/images-gateway"));
  }

  @Test
  void its_role_and_whom_it_followed_are_remembered() throws Exception {
    var roles = new RoleBook(folder, "images", "east", InstantSource.system());

    assertThat(roles.standing()).isEqualTo(new RoleBook.Standing(BucketRole.REPLICA, 6, 5));
    assertThat(roles.followed())
        .contains(
            new FollowRecord(6, Optional.of(Instant.parse("2026-11-24T00:12:13.921490566Z"))));
  }

  @Test
  void what_the_peer_lacked_is_still_to_be_sent() throws Exception {
    var queue = ReplicationQueue.open(folder.resolve("queue.jsonl"), InstantSource.system());

    assertThat(queue.size()).isEqualTo(6);
    assertThat(queue.keys()).contains(LOST);
    assertThat(queue.oldest()).contains(Instant.parse("2026-11-24T00:11:46.011618682Z"));
  }

  @Test
  void what_was_there_alone_stays_known() throws Exception {
    try (var diverged =
        DivergedVersions.open(folder.resolve("diverged.jsonl"), InstantSource.system())) {
      assertThat(diverged.lines()).hasSize(6);
      assertThat(diverged.contains(new StoredVersion(LOST, LOST_VERSION, false, false))).isTrue();
    }
  }

  @Test
  void which_version_is_which_stays_known() throws Exception {
    var opened = ChecksumLog.open(folder.resolve("identities.jsonl"));
    try (var log = opened.log()) {
      assertThat(log.lengthBytes()).isEqualTo(Files.size(folder.resolve("identities.jsonl")));
      assertThat(opened.lines()).hasSize(28);
      var first = ProgramJson.read(opened.lines().getFirst(), Identities.Line.class);
      assertThat(first.key()).isEqualTo("orders/ben/1.json");
      assertThat(first.identity()).isEqualTo("c9c87b3b-25b1-400d-b0de-eff64a5a5871");
    }
  }
}
