package dev.lifeboat.awstestbed;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.frontdoor.FrontDoorClient;
import dev.lifeboat.lab.frontdoor.FrontDoorConfig;
import dev.lifeboat.lab.frontdoor.FrontDoorMain;
import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.postgres.Site;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Where users enter: a front door of the lab, as a process of its own, which does what a load
/// balancer or an accelerator would.
record UserEntrance(Process process, HostPort admin) {
  /// Opens one that leads nowhere yet.
  ///
  /// @param at where users connect
  /// @param folder of its own
  static UserEntrance open(HostPort at, Path folder) throws IOException {
    Files.createDirectories(folder);
    var admin = new HostPort(at.host(), Site.freePort());
    var config = folder.resolve("front-door.json");
    Files.writeString(
        config,
        JsonMapper.shared()
            .writeValueAsString(
                new FrontDoorConfig(at, admin, folder.resolve("table.json"), null, true)));
    var command = JavaCommand.ofThisProcess().line(FrontDoorMain.class, config.toString());
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("front-door.log").toFile())
            .start();
    return new UserEntrance(process, admin);
  }

  /// From now on users get to those of `instances` that answer at `health`.
  ///
  /// @param time how often it was told before, and one
  void lead(long time, String region, List<HostPort> instances, String health)
      throws InterruptedException {
    var open = new TreeMap<>(Map.of(region, new Table.Region(1, Table.State.OPEN, instances)));
    var client = new FrontDoorClient(admin);
    while (process.isAlive()) {
      try {
        client.put(new Table(time, open, health));
        return;
      } catch (IOException _) {
        LookPause.pass(); // It answers once it is up.
      }
    }
    throw new IllegalStateException("an entrance ended");
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
