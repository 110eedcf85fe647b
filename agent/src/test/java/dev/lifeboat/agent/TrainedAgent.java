package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// An AOT cache of the agent, as the lab's processes have one: these tests start an agent and a
/// keeper dozens of times.
public final class TrainedAgent {
  private static final boolean DONE = train();

  private TrainedAgent() {}

  /// Makes it, once in the life of this process; other threads wait for it. There is none where the
  /// agent is no jar.
  public static void ensure() {
    assertThat(DONE).isTrue();
  }

  private static boolean train() {
    try {
      var cache = Path.of(System.getProperty(JavaCommand.CACHE));
      Files.deleteIfExists(cache);
      var folder = TestFolder.create("trained-agent");
      try {
        return train(cache, folder);
      } finally {
        TestFolder.delete(folder);
      }
    } catch (Exception failed) {
      throw new IllegalStateException("no AOT cache was made", failed);
    }
  }

  private static boolean train(Path cache, Path folder) throws Exception {
    int port = TestFolder.freePort();
    var config =
        new AgentConfig(
            "storefront",
            "edge",
            "127.0.0.1",
            port,
            folder,
            folder,
            TestKeys.ofAgent("edge"),
            List.of("shop"),
            null,
            Files.createDirectories(folder.resolve("placements")),
            List.of(),
            List.of());
    var file = Files.write(folder.resolve("agent.json"), config.toJson());
    var line = JavaCommand.training(cache, AgentMain.class, file.toString());
    if (line.isEmpty()) {
      return true;
    }
    var agent =
        new ProcessBuilder(line.get())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("agent.log").toFile())
            .start();
    var client =
        new AgentClient(TestRegions.address(port), TestKeys.controllerTo("edge"))
            .within(Duration.ofSeconds(1));
    Await.until("the agent answers", () -> answers(client));
    agent.destroy();
    agent.waitFor();
    return Files.exists(cache);
  }

  private static boolean answers(AgentClient agent) throws InterruptedException {
    try {
      return agent.state().region().equals("edge");
    } catch (IOException notYet) {
      return false;
    }
  }
}
