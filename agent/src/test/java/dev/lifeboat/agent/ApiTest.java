package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.agent.config.UnitConfig.InstanceConfig;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.RegionScope;
import dev.lifeboat.watch.Lapse;
import dev.lifeboat.watch.LapseFolder;
import dev.lifeboat.watch.LapseNotice;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.Caller.Kind;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import dev.lifeboat.wire.ProgramJson;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.TestKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The edge's agent, in this process, with one unit and no database.
class ApiTest {
  private Path state;
  private AgentConfig config;
  private Agent agent;
  private AgentClient client;

  @BeforeEach
  void make() throws Exception {
    state = TestFolder.create("api");
    var placements = Files.createDirectory(state.resolve("placements"));
    Files.writeString(
        placements.resolve("shop.json"), "{\"workload\":\"shop\",\"writer\":\"east\",\"epoch\":7}");
    var unit =
        new UnitConfig(
            "door",
            List.of("sleep", "60"),
            Map.of(),
            List.of(),
            state,
            List.of(new InstanceConfig(1), new InstanceConfig(2)),
            1,
            null,
            true,
            Map.of(),
            null);
    config =
        new AgentConfig(
            "storefront",
            "edge",
            "127.0.0.1",
            TestFolder.freePort(),
            state,
            state,
            TestKeys.ofAgent("edge"),
            List.of("shop"),
            null,
            placements,
            List.of(),
            List.of(unit));
    agent = new Agent(config, Clock.systemUTC());
    agent.begin();
    client = client(new Caller(Kind.CONTROLLER, "edge"));
  }

  private AgentClient client(Caller caller) {
    return new AgentClient(
        URI.create("http://127.0.0.1:" + config.port()),
        TestKeys.signer(caller, new Caller(Kind.AGENT, "edge")));
  }

  @AfterEach
  void end() throws Exception {
    agent.end();
    ProcessTable.ofThisHost()
        .killAll(new RegionScope(state, "edge", state, List.of()), Duration.ofSeconds(5));
    TestFolder.delete(state);
  }

  @Test
  void a_lapse_is_kept_at_the_edge_with_its_begin_and_end() throws Exception {
    var folder = new LapseFolder(state.resolve("placements"));
    var client = client(new Caller(Kind.AGENT, "east"));
    client.notice("orders", new LapseNotice("east", true, "it is not connected"));

    assertThat(folder.read("orders")).hasSize(1).allMatch(Lapse::open);
    client.notice("orders", new LapseNotice("east", false, ""));
    assertThat(folder.read("orders")).hasSize(1).noneMatch(Lapse::open);
    assertThatThrownBy(() -> client.notice("..%2Fshop", new LapseNotice("east", true, "")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void the_edge_serves_placements_byte_for_byte_and_nothing_else() throws Exception {
    assertThat(client.placement("shop"))
        .isEqualTo("{\"workload\":\"shop\",\"writer\":\"east\",\"epoch\":7}");
    assertThatThrownBy(() -> client.placement("other"))
        .isInstanceOfSatisfying(RefusedException.class, r -> assertThat(r.status()).isEqualTo(404));
    assertThatThrownBy(() -> client.placement("..%2F..%2Fagent"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void intents_are_kept_line_by_line_after_a_torn_one() throws Exception {
    Files.writeString(state.resolve("intents.jsonl"), "{\"torn\":");
    client.keepIntent("{\"run\":\"r1\",\n \"do\":\"promote\"}");
    client.keepIntent("{\"run\":\"r2\"}");

    assertThat(Files.readAllLines(state.resolve("intents.jsonl")))
        .containsExactly("{\"torn\":", "{\"run\":\"r1\",\"do\":\"promote\"}", "{\"run\":\"r2\"}");
    assertThatThrownBy(() -> client.keepIntent("promote!"))
        .isInstanceOfSatisfying(RefusedException.class, r -> assertThat(r.status()).isEqualTo(400));
    assertThatThrownBy(() -> client.keepIntent("\"" + "x".repeat(70_000) + "\""))
        .isInstanceOfSatisfying(RefusedException.class, r -> assertThat(r.status()).isEqualTo(413));
  }

  @Test
  void units_are_shown_and_changed_and_a_lower_generation_is_refused() throws Exception {
    Await.until("the region is well", () -> client.health().well());
    client.setUnit("door", 2, 3);
    Await.until("two are healthy", () -> client.state().units().get("door").healthyCount() == 2);

    assertThat(client.state().region()).isEqualTo("edge");
    assertThatThrownBy(() -> client.setUnit("door", 1, 2))
        .isInstanceOf(EpochRefusedException.class)
        .hasMessageContaining("lower");
    assertThatThrownBy(() -> client.setUnit("door", 3, 4))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has 2 instances");
    assertThatThrownBy(() -> client.setUnit("gate", 1, 1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no unit 'gate'");
    assertThatThrownBy(() -> client.follow("orders", 1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no database 'orders'");
  }

  @Test
  void an_occupied_port_is_told_before_anything_is_started() {
    assertThatThrownBy(() -> new Agent(config, Clock.systemUTC()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + config.port());
  }

  @Test
  void a_configuration_with_an_unknown_key_is_refused_by_name() throws Exception {
    var file = state.resolve("agent.json");
    Files.write(file, ProgramJson.write(config));
    assertThat(ProgramJson.read(file, AgentConfig.class)).isEqualTo(config);

    Files.writeString(file, Files.readString(file).replace("\"plan\"", "\"plam\""));

    assertThatThrownBy(() -> ProgramJson.read(file, AgentConfig.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("plam");
  }

  /// A server that accepts and says nothing, one that is not there, and one that is well.
  @Test
  void silence_refusal_and_an_answer_are_told_apart() throws Exception {
    var probe = new HttpProbe();
    var health = URI.create("http://127.0.0.1:" + config.port() + "/health");
    var limit = Duration.ofMillis(200);
    probe.probe(health, Duration.ofSeconds(30));

    assertThat(probe.probe(health, Duration.ofSeconds(30)))
        .isInstanceOf(ProbeResult.Answered.class);
    assertThat(probe.probe(health.resolve("/nothing"), Duration.ofSeconds(5)))
        .isInstanceOfSatisfying(
            ProbeResult.Refused.class, r -> assertThat(r.why()).contains("404"));
    assertThat(
            probe.probe(
                URI.create("http://127.0.0.1:" + TestFolder.freePort() + "/"),
                Duration.ofSeconds(5)))
        .isInstanceOf(ProbeResult.Refused.class);
    try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var address = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/");
      assertThat(probe.probe(address, limit)).isInstanceOf(ProbeResult.Silent.class);
      var client = new AgentClient(address, TestKeys.controllerTo("edge")).within(limit);
      assertThatThrownBy(client::health)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("GET " + address + "health had no answer within 200 ms");
    }
  }
}
