package dev.lifeboat.agent.config;

import dev.lifeboat.guard.ConfigChecks;
import dev.lifeboat.wire.KeyRing;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One region's agent.
///
/// @param plan the plan's name
/// @param address the region's own address, which the agent listens on and units get as `{host}`
/// @param lab the lab's folder; marks every process of the lab
/// @param state the region's folder for records, logs, assignments and held names
/// @param keys by which it knows controller and keepers, and is known to its keeper and the arbiter
/// @param workloads that its vote is asked for
/// @param placements the arbiter; null if there is none, and then no database starts writable
/// @param placementFolder at the edge: the placement files to serve; null elsewhere
public record AgentConfig(
    String plan,
    String region,
    String address,
    int port,
    Path lab,
    Path state,
    KeyRing keys,
    List<String> workloads,
    @Nullable URI placements,
    @Nullable Path placementFolder,
    List<DatabaseConfig> databases,
    List<UnitConfig> units) {

  public AgentConfig {
    ConfigChecks.check("region", region);
    ConfigChecks.checkPort("port", port);
    ConfigChecks.checkKeys(keys);
    workloads = List.copyOf(workloads);
    workloads.forEach(workload -> ConfigChecks.check("workload", workload));
    databases = databases == null ? List.of() : List.copyOf(databases);
    units = units == null ? List.of() : List.copyOf(units);
    var names = new HashSet<String>();
    databases.forEach(database -> names.add(database.name()));
    units.forEach(unit -> names.add(unit.name()));
    if (names.size() != databases.size() + units.size()) {
      throw new IllegalArgumentException("databases and units of " + region + " share a name");
    }
  }
}
