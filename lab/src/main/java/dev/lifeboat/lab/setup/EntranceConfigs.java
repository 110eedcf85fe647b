package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.frontdoor.FrontDoorConfig;
import dev.lifeboat.lab.frontdoor.FrontDoorMain;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Writes what the entrances of one region are told: the front doors that names lead to, which live
/// in the region and die with it. A proxy at the edge needs none.
final class EntranceConfigs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LabFolder folder;
  private final Topology topology;
  private final JavaCommand java;

  EntranceConfigs(LabFolder folder, Topology topology, JavaCommand java) {
    this.folder = folder;
    this.topology = topology;
    this.java = java;
  }

  List<UnitConfig> write(Topology.RegionSite site) throws IOException {
    var units = new ArrayList<UnitConfig>();
    for (var door : topology.edge().doors().entrySet()) {
      var entrance = door.getValue().ways().get(site.name());
      if (entrance == null) {
        continue;
      }
      var own = folder.resource(site.name(), door.getKey());
      Files.createDirectories(own);
      var file = own.resolve("front-door.json");
      DurableFile.write(
          file,
          JSON.writeValueAsBytes(
              new FrontDoorConfig(
                  new HostPort(site.address(), entrance.port()),
                  new HostPort(site.address(), entrance.adminPort()),
                  own.resolve("table.json"),
                  null,
                  true)));
      units.add(
          RegionConfigs.unit(
              door.getKey(),
              java.line(FrontDoorMain.class, file.toString()),
              own,
              entrance.adminPort(),
              "http://{host}:{port}/health"));
    }
    return units;
  }
}
