package dev.lifeboat.agent;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.PackedProduct;
import dev.lifeboat.wire.ProgramJson;
import dev.lifeboat.wire.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The AOT cache of the agents' program, as the launcher makes it for users: with it an agent
/// starts for half of the processor time. Made once for all tests of a build, by an agent that
/// answers and ends.
final class AgentCache {
  private static final String PROPERTY = "lifeboat.aot";
  private static final String NAME = "edge";

  private AgentCache() {}

  /// Every program that this process starts later uses it. None is made for a product that is not
  /// packed in jars.
  static synchronized void prepare() throws Exception {
    if (System.getProperty(PROPERTY) != null || !PackedProduct.isTested()) {
      return;
    }
    var folder = TestFolder.create("agent-cache");
    try {
      var cache = Path.of("target", "agent.aot").toAbsolutePath();
      Files.deleteIfExists(cache);
      learn(folder, cache);
      System.setProperty(PROPERTY, cache.toString());
    } finally {
      TestFolder.delete(folder);
    }
  }

  private static void learn(Path folder, Path cache) throws Exception {
    int port = TestFolder.freePort();
    var file = folder.resolve("agent.json");
    Files.write(file, ProgramJson.write(config(folder, port)));
    var agent =
        new ProcessBuilder(line(file, cache))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      var client = new AgentClient(TestRegions.address(port), TestKeys.controllerTo(NAME));
      Await.until("an agent answers for its cache", () -> answers(client));
    } finally {
      agent.destroy();
      agent.waitFor();
    }
  }

  private static boolean answers(AgentClient client) throws IOException, InterruptedException {
    return client.state().databases().isEmpty();
  }

  private static AgentConfig config(Path folder, int port) throws Exception {
    return new AgentConfig(
        "storefront",
        NAME,
        "127.0.0.1",
        port,
        folder,
        Files.createDirectories(folder.resolve(NAME)),
        TestKeys.ofAgent(NAME),
        List.of("shop"),
        TestRegions.address(TestFolder.freePort()),
        null,
        List.of(),
        List.of());
  }

  private static List<String> line(Path config, Path cache) {
    var line = new ArrayList<>(PackedProduct.command().line(AgentMain.class, config.toString()));
    line.add(1, "-XX:AOTCacheOutput=" + cache);
    return line;
  }
}
