package dev.lifeboat.lab.setup;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.link.Conditions;
import dev.lifeboat.lab.link.LinkConfig;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Link;
import dev.lifeboat.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What a region's half of the WAN link carries: replication of its databases and buckets, both
/// ways.
final class LinkConfigs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Plan plan;
  private final Topology topology;

  LinkConfigs(Plan plan, Topology topology) {
    this.plan = plan;
    this.topology = topology;
  }

  byte[] of(Topology.RegionSite site, Path state) {
    var peer = topology.peerOf(site.name());
    var outbound = new ArrayList<LinkConfig.Flow>();
    var inbound = new ArrayList<LinkConfig.Flow>();
    site.databases()
        .forEach((name, own) -> {
          var theirs = peer.database(name);
          outbound.add(flow(name, site, peer, own.wayOut(), theirs.wayIn()));
          inbound.add(flow(name, peer.name(), site, own.wayIn(), own.port()));
        });
    site.buckets()
        .forEach((name, own) -> {
          var theirs = peer.bucket(name);
          outbound.add(flow(name, site, peer, own.wayOut(), theirs.wayIn()));
          inbound.add(flow(name, peer.name(), site, own.wayIn(), own.adminPort()));
        });
    var conditions = new TreeMap<String, Conditions>();
    conditions.put(peer.name(), conditions(site.name(), peer.name()));
    return JSON.writeValueAsBytes(
        new LinkConfig(
            site.name(),
            new HostPort(site.address(), site.linkAdminPort()),
            outbound,
            inbound,
            conditions,
            state));
  }

  private static LinkConfig.Flow flow(
      String name, Topology.RegionSite from, Topology.RegionSite to, int listen, int connect) {
    return new LinkConfig.Flow(
        name, to.name(), new HostPort(from.address(), listen), new HostPort(to.address(), connect));
  }

  private static LinkConfig.Flow flow(
      String name, String peer, Topology.RegionSite own, int listen, int connect) {
    return new LinkConfig.Flow(
        name, peer, new HostPort(own.address(), listen), new HostPort(own.address(), connect));
  }

  /// The conditions that the plan gives the way between two regions; clear where it gives none.
  private Conditions conditions(String from, String to) {
    return plan.lab().links().stream()
        .filter(link -> joins(link, from, to))
        .findFirst()
        .map(LinkConfigs::conditions)
        .orElse(Conditions.CLEAR);
  }

  private static boolean joins(Link link, String from, String to) {
    return (link.a().equals(from) && link.b().equals(to))
        || (link.a().equals(to) && link.b().equals(from));
  }

  private static Conditions conditions(Link link) {
    return new Conditions(
        link.latency().toMillis(),
        link.jitter().toMillis(),
        link.bandwidthBytesPerSecond().isPresent()
            ? Long.valueOf(link.bandwidthBytesPerSecond().getAsLong())
            : null,
        false);
  }
}
