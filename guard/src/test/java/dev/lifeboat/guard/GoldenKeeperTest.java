package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.vote.Votes;
import dev.lifeboat.lease.LeaseRecord;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.wire.ProgramJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What voters and keepers of commit 5f629ed0 kept, after a lost region was left and reprotected.
final class GoldenKeeperTest {

  @ParameterizedTest
  @ValueSource(strings = {"east", "west"})
  void a_vote_is_remembered(String region) throws Exception {
    var votes =
        new Votes(
            golden("votes").resolve(region),
            List.of("shop"),
            LeaseTerms.standard(),
            () -> Duration.ZERO);

    assertThat(votes.status("shop").vote())
        .contains(new Vote("shop", 6, "west", Map.of("east", 5L, "west", 6L)));
  }

  @Test
  void what_a_keeper_meant_to_hold_is_remembered() throws Exception {
    var leases = golden("leases");

    assertThat(WorkloadLease.record(leases.resolve("east.json")).read())
        .contains(new LeaseRecord(5, false, false));
    assertThat(WorkloadLease.record(leases.resolve("west.json")).read())
        .contains(new LeaseRecord(6, true, true));
  }

  @Test
  void whom_a_copy_followed_is_remembered() throws Exception {
    assertThat(new FollowedWriter(golden("orders.followed.json")).last())
        .contains(
            new FollowRecord(6, Optional.of(Instant.parse("2026-11-24T00:12:36.223168648Z"))));
  }

  @Test
  void a_keeper_starts_with_its_file() throws Exception {
    var config = ProgramJson.read(golden("keeper.json"), KeeperConfig.class);

    assertThat(config.region()).isEqualTo("west");
    assertThat(config.address()).isEqualTo("127.2.0.1");
    assertThat(config.port()).isEqualTo(30855);
    assertThat(config.state()).isEqualTo(Path.of("/srv/state/lab/storefront/west/lease-keeper"));
    assertThat(config.keys().self()).isEqualTo("keeper@west");
    assertThat(config.keys().secret()).endsWith("01");
    assertThat(config.keys().callers()).containsOnlyKeys("gateway@west", "agent@west");
    assertThat(config.voters())
        .containsExactly(
            voter("west", "http://127.2.0.1:30853"),
            voter("east", "http://127.2.0.1:30857"),
            voter("edge", "http://127.2.0.1:30856"));
    var replication = new Credential("lifeboat_replication", "00000000000000000000000000000004");
    assertThat(config.workloads())
        .containsExactly(
            new KeeperConfig.WorkloadConfig(
                "shop",
                List.of(
                    new KeeperConfig.GateConfig("orders", "127.2.0.1", 30859, replication),
                    new KeeperConfig.GateConfig("books", "127.2.0.1", 30862, replication))));
  }

  private static KeeperConfig.VoterConfig voter(String name, String address) {
    return new KeeperConfig.VoterConfig(name, URI.create(address));
  }

  private static Path golden(String name) throws URISyntaxException {
    var file = GoldenKeeperTest.class.getResource("/golden/5f629ed0/" + name);
    return Path.of(Objects.requireNonNull(file).toURI());
  }
}
