package dev.lifeboat.agent;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.wire.ApiServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/// The agent's process: `AgentMain CONFIG.json`. It runs until SIGTERM, which stops all that it
/// supervises; after SIGKILL everything lives on, and the next agent adopts it. A configuration or
/// an address that cannot be used ends it with status 1 and one line, before anything is started.
public final class AgentMain {
  private static final Logger LOG = System.getLogger(AgentMain.class.getName());

  private AgentMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    ApiServer.limit();
    if (arguments.length != 1) {
      fail("usage: AgentMain CONFIG.json");
      return;
    }
    try {
      var config = AgentConfig.read(Path.of(arguments[0]));
      var agent = new Agent(config, Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent), "end"));
      agent.begin();
      LOG.log(
          Level.INFO,
          "agent of {0} serves on {1}:{2}",
          config.region(),
          config.address(),
          Integer.toString(config.port()));
    } catch (IOException failure) {
      fail(String.valueOf(failure.getMessage()));
      return;
    }
    new CountDownLatch(1).await();
  }

  private static void end(Agent agent) {
    try {
      agent.end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(String why) {
    System.err.println("lifeboat agent: " + why);
    System.exit(1);
  }
}
