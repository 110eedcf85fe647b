package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Traffic;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The name by which users know a workload on AWS, and what decides where that leads.
///
/// @param name such as `shop.example.com`
/// @param shares whether users come home share by share; the zone of a name that objects lead has a
///   weighted record for each share of `failback` then
/// @param watch where a watch looks; empty if nobody watches
/// @param url where users enter; empty for `https://` and the name
public record AwsTraffic(
    String name, Way way, boolean shares, Optional<AwsWatch> watch, Optional<URI> url) {
  /// What decides where the name leads.
  public sealed interface Way {}

  /// Objects that health checks of Route 53 read.
  ///
  /// @param nameServers of its zone, each `host` or `host:port`
  /// @param bucket of each of the three regions
  /// @param key of the object in each
  public record Objects(List<String> nameServers, PerRegion bucket, String key) implements Way {
    public Objects {
      nameServers = List.copyOf(nameServers);
      if (nameServers.isEmpty()) {
        throw new IllegalArgumentException("a name must have a name server");
      }
    }
  }

  /// An accelerator.
  ///
  /// @param endpointGroup ARN of that of each of the two regions
  /// @param tells an address behind the accelerator at which each region answers with its name
  public record Accelerator(PerRegion endpointGroup, URI tells) implements Way {}

  /// What a user's client asks.
  public URI entry() {
    return url.orElseGet(() -> URI.create("https://" + name));
  }

  /// What the plan says of `traffic`; empty if nothing.
  public static Optional<AwsTraffic> of(Traffic traffic) {
    return traffic.values().find(AwsTraffic.class);
  }
}
