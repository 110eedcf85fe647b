package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.frontdoor.FrontDoorConfig;
import dev.lifeboat.lab.frontdoor.FrontDoorMain;
import dev.lifeboat.lab.frontdoor.ResponderConfig;
import dev.lifeboat.lab.frontdoor.ResponderMain;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Writes what the agent at the edge is told: it runs the edge's part of the WAN and the front
/// doors, and serves the placements.
final class EdgeConfigs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Plan plan;
  private final LabFolder folder;
  private final Topology topology;
  private final Secrets secrets;
  private final JavaCommand java;

  EdgeConfigs(Plan plan, LabFolder folder, Topology topology, Secrets secrets, JavaCommand java) {
    this.plan = plan;
    this.folder = folder;
    this.topology = topology;
    this.secrets = secrets;
    this.java = java;
  }

  /// Writes `agent.json` of the edge and all it refers to, and returns its path.
  Path write() throws IOException {
    var edge = topology.edge();
    var state = folder.region(edge.name());
    Files.createDirectories(folder.placements(edge.name()));
    var units = new ArrayList<UnitConfig>();
    units.add(
        RegionConfigs.link(
            new LinkConfigs(plan, topology).ofEdge(folder.linkState(edge.name())),
            java,
            state,
            edge.linkAdminPort()));
    for (var door : edge.doors().entrySet()) {
      var own = folder.resource(edge.name(), door.getKey());
      Files.createDirectories(own);
      units.add(
          RegionConfigs.unit(
              door.getKey(),
              program(door.getKey(), door.getValue(), own),
              own,
              door.getValue().adminPort(),
              "http://{host}:{port}/health"));
    }
    var config =
        new AgentConfig(
            topology.plan(),
            edge.name(),
            edge.address(),
            edge.agentPort(),
            folder.lab(),
            state,
            secrets.ofAgent(topology, edge.name()),
            List.copyOf(plan.workloads().keySet()),
            null,
            folder.placements(edge.name()),
            List.of(),
            units);
    var file = state.resolve("agent.json");
    DurableFile.write(file, AgentConfig.FILE.bytes(config));
    return file;
  }

  /// The command of a front door, of either form.
  private List<String> program(String traffic, Topology.DoorSite door, Path own)
      throws IOException {
    var address = topology.edge().address();
    var admin = new HostPort(address, door.adminPort());
    var table = own.resolve("table.json");
    var resolver = door.resolverPort();
    if (resolver == null) {
      var file = own.resolve("front-door.json");
      DurableFile.write(
          file,
          JSON.writeValueAsBytes(
              new FrontDoorConfig(new HostPort(address, door.port()), admin, table, null, null)));
      return java.line(FrontDoorMain.class, file.toString());
    }
    var file = own.resolve("responder.json");
    DurableFile.write(
        file,
        JSON.writeValueAsBytes(
            new ResponderConfig(
                new HostPort(address, resolver),
                admin,
                table,
                topology.nameOf(traffic),
                ttlSeconds(traffic))));
    return java.line(ResponderMain.class, file.toString());
  }

  private int ttlSeconds(String traffic) {
    return plan.workloads().values().stream()
        .flatMap(workload -> workload.resources(Traffic.class).stream())
        .filter(it -> it.name().equals(traffic))
        .flatMap(it -> it.ttl().stream())
        .mapToInt(ttl -> Math.toIntExact(ttl.toSeconds()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no name leads to " + traffic));
  }
}
