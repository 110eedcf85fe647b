package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.lab.frontdoor.FrontDoorConfig;
import dev.lifeboat.lab.frontdoor.FrontDoorMain;
import dev.lifeboat.lab.frontdoor.ResponderConfig;
import dev.lifeboat.lab.frontdoor.ResponderMain;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Traffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes what the agent at the edge is told: it runs the edge's part of the WAN and the front
/// doors, and serves the placements.
record EdgeConfigs(LabDesign lab) {

  /// Writes `agent.json` of the edge and all it refers to.
  void write() throws IOException {
    var _ = lab.agent(config(units()));
  }

  /// What the agent runs; their config files are written.
  List<UnitConfig> units() throws IOException {
    var units = new ArrayList<UnitConfig>();
    units.add(lab.link(new LinkConfigs(lab.plan(), lab.topology()).ofEdge(lab.folder())));
    for (var door : lab.topology().edge().doors().entrySet()) {
      units.add(door(door.getKey(), door.getValue()));
    }
    return units;
  }

  AgentConfig config(List<UnitConfig> units) {
    var edge = lab.topology().edge();
    var folder = lab.folder();
    return new AgentConfig(
        lab.topology().plan(),
        edge.name(),
        edge.address(),
        edge.agentPort(),
        folder.lab(),
        folder.region(edge.name()),
        lab.secrets().ofAgent(lab.topology(), edge.name()),
        lab.workloads(),
        null,
        folder.placements(edge.name()),
        List.of(),
        units);
  }

  /// A front door, of either form.
  private UnitConfig door(String traffic, Topology.DoorSite door) throws IOException {
    var edge = lab.topology().edge();
    var own = lab.folder().resource(edge.name(), traffic);
    var admin = edge.at(door.adminPort());
    var table = own.resolve("table.json");
    var resolver = door.resolverPort();
    return resolver == null
        ? lab.program(
            traffic,
            FrontDoorMain.class,
            own.resolve("front-door.json"),
            new FrontDoorConfig(edge.at(door.port()), admin, table, null, null),
            admin.port(),
            "/health")
        : lab.program(
            traffic,
            ResponderMain.class,
            own.resolve("responder.json"),
            new ResponderConfig(
                edge.at(resolver),
                admin,
                table,
                lab.topology().nameOf(traffic),
                ttlSeconds(traffic)),
            admin.port(),
            "/health");
  }

  private int ttlSeconds(String traffic) {
    return lab.plan().resources(Traffic.class).stream()
        .filter(it -> it.name().equals(traffic))
        .flatMap(it -> it.ttl().stream())
        .mapToInt(ttl -> Math.toIntExact(ttl.toSeconds()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no name leads to " + traffic));
  }
}
