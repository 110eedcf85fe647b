package dev.lifeboat.agent.unit;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.process.ProcessRecords;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.wire.KeyRing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/// The machine that a region's supervisors run on, as far as they share it.
///
/// @param address the region's own
/// @param state the region's folder
/// @param keys of the region's agent
public record Host(
    Path lab,
    String region,
    String address,
    Path state,
    Clock clock,
    Spawner spawner,
    ProcessRecords records,
    ProcessTable table,
    KeyRing keys) {

  public static Host of(AgentConfig config, Clock clock) {
    return new Host(
        config.lab(),
        config.region(),
        config.address(),
        config.state(),
        clock,
        new Spawner(config.lab(), config.region(), config.state(), clock),
        new ProcessRecords(config.state()),
        ProcessTable.ofThisHost(),
        config.keys());
  }

  /// The file by which `name` is held: what it names must not be started. The fault injector puts
  /// it there, since what was broken on purpose must stay broken until it is healed.
  public Path hold(String name) {
    return state.resolve("held").resolve(name);
  }

  public boolean isHeld(String name) {
    return Files.exists(hold(name));
  }
}
