package dev.lifeboat.plan;

import java.util.List;

/// The name that users know, and the objects that decide where it leads.
///
/// @param name such as `shop.example.com`
/// @param nameServers of its zone, each `host` or `host:port`
/// @param bucket of each of the three regions
/// @param key of the object in each
/// @param shares whether the zone has a weighted record for each share of `failback`
public record AwsTraffic(
    String name, List<String> nameServers, PerRegion bucket, String key, boolean shares) {
  public AwsTraffic {
    nameServers = List.copyOf(nameServers);
    if (nameServers.isEmpty()) {
      throw new IllegalArgumentException(name + " must have a name server");
    }
  }
}
