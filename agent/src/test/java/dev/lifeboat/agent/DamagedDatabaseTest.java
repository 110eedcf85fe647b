package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.Caller.Kind;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.TestKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An agent, in this process, one of whose databases cannot be begun: it votes all the same.
class DamagedDatabaseTest {
  private static final AssignmentRequest STOPPED = AssignmentRequest.stopped(1, Stop.IMMEDIATE);

  private Path state;
  private Path mark;
  private AgentConfig config;
  private Agent agent;

  @BeforeEach
  void make() throws Exception {
    state = TestFolder.create("damaged");
    mark = Files.writeString(state.resolve("orders.swapping"), "{");
    config =
        new AgentConfig(
            "storefront",
            "east",
            "127.0.0.1",
            TestFolder.freePort(),
            state,
            state,
            TestKeys.ofAgent("east"),
            List.of("shop"),
            null,
            null,
            List.of(database("orders"), database("stock")),
            List.of());
    agent = new Agent(config, Clock.systemUTC());
    agent.begin();
  }

  private DatabaseConfig database(String name) throws Exception {
    var credential = new Credential("nobody", "no secret");
    return new DatabaseConfig(
        name,
        "shop",
        new DatabaseConfig.Place(state.resolve(name), state, "127.0.0.1", TestFolder.freePort()),
        new DatabaseConfig.Access(name, credential, credential, credential),
        List.of(),
        Map.of(),
        DatabaseConfig.Peer.NONE,
        DatabaseConfig.Commits.AT_ONCE);
  }

  @AfterEach
  void end() throws Exception {
    agent.end();
    TestFolder.delete(state);
  }

  /// Goal: a damaged file of one database costs no other one, and not the vote. Method: the mark of
  /// a swap cannot be read; then it goes.
  @Test
  void what_cannot_be_begun_is_left_alone_while_the_agent_votes_and_tends_the_others()
      throws Exception {
    var controller = as(new Caller(Kind.CONTROLLER, "edge"));

    var orders = controller.state().databases().get("orders");
    assertThat(orders.care().why())
        .contains("left alone until it can be begun", "does not say where the old files are");
    assertThat(controller.assign("stock", STOPPED).duty().role()).isEqualTo(Role.STOPPED);
    assertThatThrownBy(() -> controller.assign("orders", STOPPED))
        .isInstanceOfSatisfying(
            RefusedException.class, it -> assertThat(it.status()).isEqualTo(503))
        .hasMessageContaining("orders is not begun");
    assertThat(state.resolve("databases").resolve("orders.json")).doesNotExist();
    var keeper = as(new Caller(Kind.KEEPER, "west")).votes();
    Await.until(
        "it votes",
        () -> keeper.ask(new VoteRequest("shop", 1, "west")) instanceof VoteReply.Granted);

    Files.delete(mark);
    Await.until(
        "it is begun",
        () ->
            !Objects.requireNonNullElse(
                    controller.state().databases().get("orders").care().why(), "")
                .contains("left alone"));
    Await.until(
        "it takes orders",
        () -> controller.assign("orders", STOPPED).duty().role() == Role.STOPPED);
  }

  private AgentClient as(Caller caller) {
    return new AgentClient(
        URI.create("http://127.0.0.1:" + config.port()),
        TestKeys.signer(caller, new Caller(Kind.AGENT, "east")));
  }
}
