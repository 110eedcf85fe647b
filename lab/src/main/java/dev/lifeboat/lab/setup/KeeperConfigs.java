package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.guard.KeeperConfig;
import dev.lifeboat.guard.KeeperConfig.GateConfig;
import dev.lifeboat.guard.KeeperConfig.VoterConfig;
import dev.lifeboat.guard.KeeperConfig.WorkloadConfig;
import dev.lifeboat.guard.KeeperMain;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// What a region's lease keeper is told. Its own agent votes next door; the peer's and the edge's
/// are asked over the WAN, and so are silent when that is.
record KeeperConfigs(LabDesign lab) {

  /// Writes the keeper's configuration below the region's folder.
  UnitConfig write(Topology.RegionSite site) throws IOException {
    var state = lab.folder().region(site.name());
    var own = Files.createDirectories(state.resolve(UnitNames.KEEPER));
    var config =
        new KeeperConfig(
            site.name(),
            site.address(),
            site.keeperPort(),
            own,
            lab.secrets().ofKeeper(site.name()),
            List.of(
                voter(site.name(), site, site.agentPort()),
                voter(lab.topology().peerOf(site.name()).name(), site, site.peerAgentWay()),
                voter(lab.topology().edge().name(), site, site.edgeAgentWay())),
            lab.plan().workloads().values().stream()
                .filter(RegionConfigs::leased)
                .map(workload -> workload(site, workload))
                .toList());
    return lab.program(
        UnitNames.KEEPER,
        KeeperMain.class,
        state.resolve(LabFiles.KEEPER),
        config,
        site.keeperPort(),
        "/health");
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
                    lab.secrets().replication()))
            .toList());
  }

  private static VoterConfig voter(String name, Topology.RegionSite site, int port) {
    return new VoterConfig(name, site.at(port).http());
  }
}
