package dev.lifeboat.aws.route;

import java.util.List;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;

/// The public zones of an account.
public record PublicZones(List<HostedZone> zones) {
  public PublicZones {
    zones = List.copyOf(zones);
  }

  /// All that there are.
  public static PublicZones of(Route53Client client) {
    return new PublicZones(
        client.listHostedZonesPaginator().hostedZones().stream()
            .filter(zone -> !Boolean.TRUE.equals(zone.config().privateZone()))
            .toList());
  }

  /// Ids of those that hold `name` and are the nearest to it. An account may have several zones of
  /// one name, of which its registrar knows one.
  public List<String> holding(String name) {
    var dotted = name + ".";
    var holding =
        zones.stream()
            .filter(it -> dotted.equals(it.name()) || dotted.endsWith("." + it.name()))
            .toList();
    int longest = holding.stream().mapToInt(it -> it.name().length()).max().orElse(0);
    return holding.stream()
        .filter(it -> it.name().length() == longest)
        .map(HostedZone::id)
        .toList();
  }
}
