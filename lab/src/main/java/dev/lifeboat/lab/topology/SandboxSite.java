package dev.lifeboat.lab.topology;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.plan.Copies;
import java.util.Map;

/// The addresses of a sandbox. Nobody from elsewhere gets to its stores, so each has its own port
/// alone.
///
/// @param address that of the region beside whose stores it stands
/// @param tlsPorts that its S3 servers take besides, by bucket
public record SandboxSite(
    String address,
    StorePorts stores,
    Map<String, Integer> tlsPorts,
    Map<String, Topology.ServiceSite> services)
    implements LoopbackSite {
  public SandboxSite {
    tlsPorts = Copies.ordered(tlsPorts);
    services = Copies.ordered(services);
  }

  /// Where the S3 server of a bucket listens.
  public HostPort server(String bucket) {
    return at(stores.bucket(bucket));
  }

  /// The TLS port of a bucket's server.
  ///
  /// @throws IllegalArgumentException when the sandbox has no such bucket
  public int tlsPort(String bucket) {
    return OrderedMaps.require(tlsPorts, bucket, "the sandbox");
  }

  /// The address of one instance.
  ///
  /// @throws IllegalArgumentException when the sandbox has no such service
  public HostPort instance(String service, int instance) {
    return at(OrderedMaps.require(services, service, "the sandbox").ports().get(instance));
  }
}
