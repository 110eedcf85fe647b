package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.link.LinkConfig;
import dev.lifeboat.lab.link.LinkMain;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.JavaCommand;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parts that a lab's config files are made of.
///
/// @param java how its programs are started
record LabDesign(
    Plan plan, LabFolder folder, Topology topology, Secrets secrets, JavaCommand java) {

  /// Writes the config file of one program; the program stands in the folder of that file.
  ///
  /// @param port of its admin address
  /// @param health path at that address, which answers while the program is well
  UnitConfig program(String unit, Class<?> main, Path file, Object config, int port, String health)
      throws IOException {
    var own = DurableFile.folderOf(file);
    Files.createDirectories(own);
    DurableFile.write(file, ProgramJson.write(config));
    return new UnitConfig(
        unit,
        java.line(main, file.toString()),
        Map.of(),
        List.of(),
        own,
        List.of(new UnitConfig.InstanceConfig(port)),
        1,
        "http://{host}:{port}" + health,
        true,
        Map.of(),
        null);
  }

  /// Places every workload in its primary region, unless it is placed already.
  void place() throws IOException, ProblemException {
    var edge = folder.placements(topology.edge().name());
    DurableFile.createFolders(edge);
    var placements = new FilePlacements(edge);
    for (var workload : workloads()) {
      placements.compareAndSet(Optional.empty(), Placement.first(workload, plan.primary().name()));
    }
  }

  /// Writes what the link of a region or of the edge is told.
  UnitConfig link(LinkConfig config) throws IOException {
    var file = folder.region(config.region()).resolve("link.json");
    return program(UnitNames.LINK, LinkMain.class, file, config, config.admin().port(), "/link");
  }

  /// Writes `agent.json` into the folder of its region, and returns its path.
  Path agent(AgentConfig config) throws IOException {
    var file = config.state().resolve(LabFiles.AGENT);
    DurableFile.write(file, ProgramJson.write(config));
    return file;
  }

  /// The workloads that agents vote on.
  List<String> workloads() {
    return List.copyOf(plan.workloads().keySet());
  }
}
