package dev.lifeboat.agent.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.wire.ProgramJson;
import dev.lifeboat.wire.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent of commit 5f629ed0 kept of a unit's wish.
final class GoldenUnitTest {
  @TempDir Path state;

  @Test
  void a_wish_is_remembered_with_its_binding() throws Exception {
    var set = GoldenUnitTest.class.getResource("/golden/5f629ed0");
    var golden = Path.of(Objects.requireNonNull(set).toURI());
    Files.createDirectory(state.resolve("units"));
    Files.copy(
        golden.resolve("units").resolve("web-bound.json"),
        state.resolve("units").resolve("web.json"));
    var config =
        new AgentConfig(
            "p",
            "west",
            "127.0.0.1",
            1,
            state,
            state,
            TestKeys.ofAgent("west"),
            List.of(),
            null,
            null,
            List.of(),
            List.of());
    var web = ProgramJson.read(golden.resolve("agent.json"), AgentConfig.class).units().getLast();

    var kept = new Unit(web, Host.of(config, Clock.systemUTC())).state();

    assertThat(kept.wanted()).isEqualTo(2);
    assertThat(kept.generation()).isEqualTo(11);
    assertThat(kept.binding()).isEqualTo("west");
  }
}
