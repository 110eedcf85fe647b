package dev.lifeboat.guard;

import dev.lifeboat.postgres.Credential;
import dev.lifeboat.wire.KeyRing;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// One region's lease keeper.
///
/// @param address the region's own, which the keeper listens on
/// @param state a folder of its own, kept over restarts
/// @param keys by which it is known to voters, and knows its agent
/// @param voters the three that grant leases: both regions' agents and the edge's, each as it is
///   reached from here
public record KeeperConfig(
    String region,
    String address,
    int port,
    Path state,
    KeyRing keys,
    List<VoterConfig> voters,
    List<WorkloadConfig> workloads) {

  private static final int VOTERS = 3;

  public KeeperConfig {
    ConfigChecks.check("region", region);
    ConfigChecks.checkPort("port", port);
    ConfigChecks.checkKeys(keys);
    voters = List.copyOf(voters);
    workloads = List.copyOf(workloads);
    if (voters.stream().map(VoterConfig::name).distinct().count() != VOTERS) {
      throw new IllegalArgumentException("a lease has three voters, were " + voters);
    }
  }

  /// One of the three.
  ///
  /// @param name of its region, or of the edge
  /// @param address of its agent, beyond a link where there is one
  public record VoterConfig(String name, URI address) {
    public VoterConfig {
      ConfigChecks.check("voter", name);
    }
  }

  /// A workload, with the databases whose commits wait for its lease.
  public record WorkloadConfig(String name, List<GateConfig> databases) {
    public WorkloadConfig {
      ConfigChecks.check("workload", name);
      databases = databases == null ? List.of() : List.copyOf(databases);
    }
  }

  /// Where the keeper stands as a synchronous standby.
  ///
  /// @param name of the database
  /// @param replication the login that may stream
  public record GateConfig(String name, String host, int port, Credential replication) {
    public GateConfig {
      ConfigChecks.check("database", name);
      ConfigChecks.checkPort("port of " + name, port);
    }
  }
}
