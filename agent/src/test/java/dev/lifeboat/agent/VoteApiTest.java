package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.Caller.Kind;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.TestKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who may ask a voter for what. The voter is the agent of the edge, in this process; each test has
/// a workload of its own, whose lease east holds.
class VoteApiTest {
  private static final Release DEAD = new Release.DeathProven(Duration.ofDays(1), "all is gone");

  private static Path state;
  private static AgentConfig config;
  private static Agent agent;
  private static VoterClient keeper;
  private static VoterClient controller;

  @BeforeAll
  static void vote() throws Exception {
    state = TestFolder.create("votes");
    config =
        new AgentConfig(
            "storefront",
            "edge",
            "127.0.0.1",
            TestFolder.freePort(),
            state,
            state,
            TestKeys.ofAgent("edge"),
            List.of("handed-back", "asked-for", "moved"),
            null,
            null,
            List.of(),
            List.of());
    agent = new Agent(config, Clock.systemUTC());
    agent.begin();
    keeper = as(new Caller(Kind.KEEPER, "east")).votes();
    controller = as(new Caller(Kind.CONTROLLER, "edge")).votes();
    for (var workload : config.workloads()) {
      Await.until("it votes", () -> keeper.ask(east(workload)) instanceof VoteReply.Granted);
    }
  }

  private static VoteRequest east(String workload) {
    return new VoteRequest(workload, 1, "east");
  }

  private static VoteRequest west(String workload) {
    return new VoteRequest(workload, 2, "west");
  }

  private static AgentClient as(Caller caller) {
    return new AgentClient(
        URI.create("http://127.0.0.1:" + config.port()),
        TestKeys.signer(caller, new Caller(Kind.AGENT, "edge")));
  }

  @AfterAll
  static void end() throws Exception {
    agent.end();
    TestFolder.delete(state);
  }

  @Test
  @Tag("invariant-70")
  void a_vote_is_handed_back_by_its_holder_only() throws Exception {
    var handedBack = new ReleaseRequest(east("handed-back"), new Release.HandedBack());
    assertThat(keeper.ask(east("handed-back"))).isEqualTo(new VoteReply.Granted(1));

    assertRefused(() -> as(new Caller(Kind.KEEPER, "west")).votes().release(handedBack));
    assertRefused(() -> controller.release(handedBack));
    assertRefused(() -> as(new Caller(Kind.AGENT, "east")).votes().release(handedBack));
    assertThat(keeper.status("handed-back").bound()).as("east may still hold it").isTrue();

    assertThat(keeper.release(handedBack)).isEqualTo(new VoteReply.Ended(1));
  }

  @Test
  void a_keeper_asks_for_its_own_region_and_proves_no_death() throws Exception {
    var west = as(new Caller(Kind.KEEPER, "west")).votes();

    assertRefused(() -> west.ask(new VoteRequest("asked-for", 2, "east")));
    assertRefused(() -> west.release(new ReleaseRequest(east("asked-for"), DEAD)));
    assertRefused(() -> west.withhold(west("asked-for")));
    assertThat(west.ask(west("asked-for"))).isInstanceOf(VoteReply.Wait.class);
    assertThat(keeper.ask(east("asked-for"))).isEqualTo(new VoteReply.Granted(1));
  }

  @Test
  void a_controller_asks_for_the_region_that_it_moves_to() throws Exception {
    assertThat(controller.withhold(west("moved")).vote())
        .hasValueSatisfying(vote -> assertThat(vote.holder()).isEqualTo("east"));
    assertThat(controller.ask(west("moved")))
        .isInstanceOfSatisfying(
            VoteReply.Wait.class,
            wait -> assertThat(wait.atLeast()).isLessThan(LeaseTerms.standard().voterWait()));
    assertThat(controller.release(new ReleaseRequest(east("moved"), DEAD)))
        .as("of a time that is yet to come")
        .isInstanceOf(VoteReply.Refused.class);
  }

  @Test
  void what_a_controller_orders_nobody_else_does() {
    var east = as(new Caller(Kind.KEEPER, "east"));

    assertRefused(() -> east.setUnit("door", 1, 1));
    assertRefused(() -> east.keepIntent("{}"));
    assertRefused(() -> east.follow("orders", 1));
    assertRefused(() -> as(new Caller(Kind.AGENT, "east")).beginClone("orders", 1));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(403);
              assertThat(refused.code()).isEqualTo("LB3012");
            });
  }
}
