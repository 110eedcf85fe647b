package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.guard.KeeperConfig;
import dev.lifeboat.guard.KeeperConfig.GateConfig;
import dev.lifeboat.guard.KeeperConfig.VoterConfig;
import dev.lifeboat.guard.KeeperConfig.WorkloadConfig;
import dev.lifeboat.guard.KeeperMain;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a region's lease keeper is told. Its own agent votes next door; the peer's and the edge's
/// are asked over the WAN, and so are silent when that is.
final class KeeperConfigs {
  private final Plan plan;
  private final Topology topology;
  private final Secrets secrets;
  private final JavaCommand java;

  KeeperConfigs(Plan plan, Topology topology, Secrets secrets, JavaCommand java) {
    this.plan = plan;
    this.topology = topology;
    this.secrets = secrets;
    this.java = java;
  }

  /// Writes the keeper's configuration below the region's folder.
  UnitConfig write(Topology.RegionSite site, Path state) throws IOException {
    Files.createDirectories(state.resolve(UnitNames.KEEPER));
    var config =
        new KeeperConfig(
            site.name(),
            site.address(),
            site.keeperPort(),
            state.resolve(UnitNames.KEEPER),
            secrets.ofKeeper(site.name()),
            List.of(
                voter(site.name(), site, site.agentPort()),
                voter(topology.peerOf(site.name()).name(), site, site.peerAgentWay()),
                voter(topology.edge().name(), site, site.edgeAgentWay())),
            plan.workloads().values().stream()
                .filter(RegionConfigs::leased)
                .map(workload -> workload(site, workload))
                .toList());
    var file = state.resolve("keeper.json");
    DurableFile.write(file, KeeperConfig.FILE.bytes(config));
    return RegionConfigs.unit(
        UnitNames.KEEPER,
        java.line(KeeperMain.class, file.toString()),
        state,
        site.keeperPort(),
        "http://{host}:{port}/health");
  }

  private WorkloadConfig workload(Topology.RegionSite site, Workload workload) {
    return new WorkloadConfig(
        workload.name(),
        workload.resources(Database.class).stream()
            .map(database ->
                new GateConfig(
                    database.name(),
                    site.address(),
                    site.database(database.name()).port(),
                    secrets.replication()))
            .toList());
  }

  private static VoterConfig voter(String name, Topology.RegionSite site, int port) {
    return new VoterConfig(name, URI.create("http://%s:%d".formatted(site.address(), port)));
  }
}
