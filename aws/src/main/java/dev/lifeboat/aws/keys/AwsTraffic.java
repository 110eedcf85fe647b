package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Traffic;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What users know a workload by on AWS, and what decides where that leads.
public sealed interface AwsTraffic {
  /// Such as `shop.example.com`.
  String name();

  /// Whether users come home share by share.
  boolean shares();

  /// Where a watch looks; empty if nobody watches.
  Optional<AwsWatch> watch();

  /// Where users enter; empty for `https://` and the name.
  Optional<URI> url();

  /// What a user's client asks.
  default URI entry() {
    return url().orElseGet(() -> URI.create("https://" + name()));
  }

  /// What the plan says of `traffic`; empty if nothing.
  static Optional<AwsTraffic> of(Traffic traffic) {
    return traffic.values().find(AwsTraffic.class);
  }

  /// A name of Route 53 that objects lead.
  ///
  /// @param nameServers of its zone, each `host` or `host:port`
  /// @param bucket of each of the three regions
  /// @param key of the object in each
  /// @param shares whether the zone has a weighted record for each share of `failback`
  record Name(
      String name,
      List<String> nameServers,
      PerRegion bucket,
      String key,
      boolean shares,
      Optional<AwsWatch> watch,
      Optional<URI> url)
      implements AwsTraffic {
    public Name {
      nameServers = List.copyOf(nameServers);
      if (nameServers.isEmpty()) {
        throw new IllegalArgumentException(name + " must have a name server");
      }
    }
  }

  /// A name that leads to an accelerator.
  ///
  /// @param endpointGroup ARN of that of each of the two regions
  /// @param tells an address behind the accelerator at which each region answers with its name
  record Accelerator(
      String name,
      PerRegion endpointGroup,
      URI tells,
      boolean shares,
      Optional<AwsWatch> watch,
      Optional<URI> url)
      implements AwsTraffic {}
}
