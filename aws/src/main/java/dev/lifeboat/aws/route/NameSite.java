package dev.lifeboat.aws.route;

import dev.lifeboat.plan.Copies;
import java.util.List;
import java.util.Map;

/// The name that users of a traffic resource know, and what decides where it leads.
///
/// @param name such as `shop.example.com`
/// @param servers of its zone, each `host` or `host:port`
/// @param objects of the three regions, by their names in the plan
/// @param shares by which users come home, each with records in the zone; empty for all at once
/// @param service that answers, whose health shows whether a share is borne
public record NameSite(
    String name,
    List<String> servers,
    Map<String, RouteSite> objects,
    List<Integer> shares,
    String service) {
  public NameSite {
    servers = List.copyOf(servers);
    objects = Copies.ordered(objects);
    shares = List.copyOf(shares);
  }
}
