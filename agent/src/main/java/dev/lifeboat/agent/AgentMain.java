package dev.lifeboat.agent;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.Program;
import dev.lifeboat.wire.ProgramJson;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/// The agent's process: `AgentMain CONFIG.json`. It runs until SIGTERM, which stops all that it
/// supervises; after SIGKILL everything lives on, and the next agent adopts it. See [Program].
public final class AgentMain {
  private AgentMain() {}

  public static void main(String[] arguments) {
    ApiServer.limit();
    var program = new Program("agent");
    program.run(
        arguments,
        file -> {
          var agent = new Agent(ProgramJson.read(file, AgentConfig.class), Clock.systemUTC());
          program.atEnd(agent::end);
          agent.begin();
          new CountDownLatch(1).await();
        });
  }
}
