package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.guard.LeaseState;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/// Leases with real agents, keepers and PostgreSQL, and with a client that writes straight to the
/// server. Alone, since what it measures is time.
@Isolated
@ExtendWith(Binaries.class)
class LeaseTest {
  /// L, and what a busy machine adds until the client sees it.
  private static final Duration LEASE_AND_SLACK = Duration.ofMillis(2_500);

  /// Longer than any lease lives without renewal.
  private static final Duration PAST_THE_LEASE = Duration.ofSeconds(3);

  private TestRegions regions;

  @BeforeEach
  void make(Installation postgres) throws Exception {
    regions = TestRegions.leased(postgres);
    regions.edge().begin();
    regions.west().begin();
    regions.east().begin();
    regions.east().initialise();
    try (var session = regions.east().services()) {
      session.execute("CREATE TABLE writes (at timestamptz DEFAULT clock_timestamp())");
    }
  }

  @AfterEach
  void end() throws Exception {
    regions.close();
  }

  /// Goal: losing any one of the three voters, the writer's own agent included, stops nobody;
  /// losing two stops it within the lease, and it goes on once they are back. Method: SIGKILL each
  /// agent in turn under a direct client, then two of them.
  @Test
  @Tag("invariant-25")
  void losing_one_voter_stops_nobody_and_losing_two_stops_the_writer() throws Exception {
    var east = regions.east();
    try (var client = DirectWriter.begin(east.endpoint())) {
      Await.until("it writes", () -> client.acknowledged() > 20);
      for (var voter : new TestRegions.Region[] {regions.edge(), regions.west(), east}) {
        voter.killAgent();
        awaitPast(PAST_THE_LEASE, System.nanoTime());
        long past = client.acknowledged();
        Await.until(
            "it writes past the lease without one voter", () -> client.acknowledged() > past + 5);
        voter.begin();
        Await.until("three voters grant", () -> grants(east) == 3);
      }
      assertThat(east.sql().timeline()).isEqualTo(1);

      long lost = System.nanoTime();
      regions.edge().killAgent();
      regions.west().killAgent();
      awaitPast(LEASE_AND_SLACK, lost);
      long stopped = client.acknowledged();
      Await.until("it is shown read-only", east::readOnly);
      assertThat(client.acknowledged()).as("past the lease").isEqualTo(stopped);
      assertThat(client.lastAcknowledgedNanos() - lost).isLessThan(LEASE_AND_SLACK.toNanos());
      east.awaitWhy("lease of epoch 1 is not held", "silent");

      regions.edge().begin();
      Await.until("it writes again", () -> client.acknowledged() > stopped + 20);
    }
  }

  /// Goal: a region that was frozen as a whole, and wakes after another took over, acknowledges
  /// nothing to anybody. Method: SIGSTOP of its database, keeper and agent under a direct client;
  /// the other region waits out the lease and writes; SIGCONT. One answer may come late: that of a
  /// write which was confirmed before the region froze.
  @Test
  @Tag("invariant-25")
  void a_region_that_wakes_up_after_another_took_over_acknowledges_nothing() throws Exception {
    var east = regions.east();
    var west = regions.west();
    follow(west);
    try (var client = DirectWriter.begin(east.endpoint())) {
      Await.until("it writes", () -> client.acknowledged() > 20);

      east.signalAll(Signal.STOP);
      long frozen = System.nanoTime();
      regions.arbiter.says("west", 2);
      long asked = System.nanoTime();
      assertThat(
              west.agent()
                  .assign("orders", AssignmentRequest.writer(2, Succession.of(1)))
                  .writable())
          .contains(true);
      System.out.println(
          "promoted past a frozen lease in " + (System.nanoTime() - asked) / 1_000_000 + " ms");
      try (var other = DirectWriter.begin(west.endpoint())) {
        Await.until("west acknowledges", () -> other.acknowledged() > 0);
      }
      int before = client.acknowledged();
      east.signalAll(Signal.CONT);

      Await.until("east is read-only", east::readOnly);
      awaitPast(PAST_THE_LEASE, System.nanoTime());
      assertThat(client.newestBegunNanos()).as("the newest acknowledged write").isLessThan(frozen);
      assertThat(client.acknowledged()).as("with one on its way").isBetween(before, before + 1);
      east.awaitWhy("epoch");
    }
    Await.until("the voters logged it", () -> refusals(regions.edge()).contains("votes/shop"));
    assertThat(refusals(regions.edge())).contains("\"epoch\":1,\"highest\":2");
    assertThatThrownBy(
            () -> east.agent().assign("orders", AssignmentRequest.writer(1, Succession.of(1))))
        .isInstanceOf(EpochRefusedException.class);
    assertThat(refusals(east)).contains("databases/orders/assignment");
  }

  /// A lease that is handed back need not be waited out: in a planned move after the clean stop, in
  /// a hurry before anything else. And one that ended never comes back.
  @Tag("proof")
  @Test
  void a_fence_hands_the_lease_back_and_the_other_region_need_not_wait() throws Exception {
    var east = regions.east();
    var west = regions.west();
    follow(west);

    var fenced = east.agent().assign("orders", AssignmentRequest.replica(2, Stop.ORDERLY));

    assertThat(fenced.writable()).contains(false);
    assertThat(fenced.control().shutdownCheckpointLsn()).isNotNull();
    assertThatThrownBy(
            () -> west.agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1))))
        .as("the lease is free, and the placement still names east")
        .isInstanceOf(RefusedException.class);
    assertThat(west.orders().writable()).contains(false);
    regions.arbiter.says("west", 2);
    assertThat(bound()).as("voters that still wait").isZero();
    promote(west, 2);
    Await.until("the gate opens", () -> open(west));
    assertThatThrownBy(
            () -> east.keeperClient().acquire("shop", 1, Duration.ofSeconds(1), Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("ended here");

    west.agent().assign("orders", AssignmentRequest.replica(3, Stop.IMMEDIATE));
    regions.arbiter.says("east", 3);
    assertThat(bound()).as("voters that still wait").isZero();
    promote(east, 3);
    try (var client = DirectWriter.begin(east.endpoint())) {
      Await.until("it acknowledges", () -> client.acknowledged() > 0);
    }
  }

  /// The arbiter may be the one that is lost: two agents suffice. One does not, and then it is said
  /// who did not grant and how long to wait.
  @Tag("proof")
  @Test
  void without_the_arbiter_two_voters_suffice_and_one_does_not() throws Exception {
    var east = regions.east();
    var west = regions.west();
    follow(west);
    regions.arbiter.fallsSilent();
    regions.edge().killAgent();

    assertThatThrownBy(
            () -> west.agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("east may still hold the lease")
        .hasMessageContaining("edge=silent")
        .hasMessageContaining("nothing was changed");
    assertThat(west.orders().writable()).contains(false);
    assertThat(east.orders().writable()).contains(true);

    east.agent().assign("orders", AssignmentRequest.replica(2, Stop.IMMEDIATE));
    assertThat(
            west.agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1))).writable())
        .contains(true);
  }

  /// A keeper's death closes its gate; the next life goes on with the same lease, and the database
  /// need not be demoted meanwhile.
  @Tag("proof")
  @Test
  void a_killed_keeper_comes_back_and_goes_on() throws Exception {
    var east = regions.east();
    try (var client = DirectWriter.begin(east.endpoint())) {
      Await.until("it writes", () -> client.acknowledged() > 20);
      int before = client.acknowledged();
      long killedAt = System.nanoTime();

      east.killKeeper();

      Await.until("it goes on", () -> client.acknowledged() > before + 100);
      System.out.println(
          "commits waited " + client.longestGapSince(killedAt).toMillis() + " ms for a new keeper");
      assertThat(east.sql().timeline()).isEqualTo(1);
    }
  }

  /// Goal: no region keeps a lease for ever that it must not write by. Method: the agent dies with
  /// a fence durable and the lease not handed back; its successor's keeper goes on asking for it.
  @Test
  void a_lease_that_a_dead_agent_did_not_hand_back_is_handed_back_by_its_successor()
      throws Exception {
    var east = regions.east();
    east.terminateAgent();
    east.assignReplica();

    east.begin();

    Await.until("it is handed back", () -> isEnded(east));
    Await.until("no voter is bound", () -> bound() == 0);
  }

  /// Of a keeper that may not have started yet.
  private static boolean isEnded(TestRegions.Region region) throws Exception {
    try {
      return region.keeperClient().state("shop").phase() == LeaseState.Phase.ENDED;
    } catch (IOException _) {
      return false;
    }
  }

  private void follow(TestRegions.Region west) throws Exception {
    west.agent().beginClone("orders", 1);
    Await.until(
        "west streams",
        () -> {
          var sql = west.orders().server().sql();
          return sql != null && sql.walReceiver() != null && sql.walReceiver().streaming();
        });
  }

  private static void promote(TestRegions.Region region, long epoch) throws Exception {
    assertThat(
            region
                .agent()
                .assign("orders", AssignmentRequest.writer(epoch, Succession.of(epoch - 1)))
                .writable())
        .contains(true);
  }

  /// How many voters still keep their vote for who held the lease last.
  private long bound() throws Exception {
    long bound = 0;
    for (var region : List.of(regions.east(), regions.west(), regions.edge())) {
      bound += region.agent().votes().status("shop").bound() ? 1 : 0;
    }
    return bound;
  }

  private static boolean open(TestRegions.Region region) throws Exception {
    return "open".equals(region.keeperClient().state("shop").gates().get("orders"));
  }

  private static long grants(TestRegions.Region region) throws Exception {
    return region.keeperClient().state("shop").voters().values().stream()
        .filter(said -> said.startsWith("granted"))
        .count();
  }

  private static String refusals(TestRegions.Region region) throws Exception {
    var file = region.state.resolve("refusals.jsonl");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static void awaitPast(Duration time, long sinceNanos) throws Exception {
    Await.until("time passes", () -> System.nanoTime() - sinceNanos > time.toNanos());
  }
}
