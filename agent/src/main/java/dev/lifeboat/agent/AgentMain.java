package dev.lifeboat.agent;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.guard.RegionProgram;
import java.time.Clock;

/// The agent's process: `AgentMain CONFIG.json`. It runs until SIGTERM, which stops all that it
/// supervises; after SIGKILL everything lives on, and the next agent adopts it. See
/// [RegionProgram].
public final class AgentMain {
  private AgentMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    RegionProgram.run(
        "agent",
        AgentMain.class,
        arguments,
        file -> new Agent(AgentConfig.FILE.read(file), Clock.systemUTC()));
  }
}
