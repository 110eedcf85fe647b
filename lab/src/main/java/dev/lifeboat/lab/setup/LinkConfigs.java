package dev.lifeboat.lab.setup;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.link.Conditions;
import dev.lifeboat.lab.link.LinkConfig;
import dev.lifeboat.lab.link.LinkConfig.Flow;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What each part of the WAN carries. Between the regions: replication of databases and buckets,
/// services that use the other region's stores, and what agents ask each other, both ways. From the
/// edge: everything that the controller and the front doors ask of a region. To the edge: what a
/// region asks of the edge's agent.
record LinkConfigs(Plan plan, Topology topology) {
  private static final String AGENT = "agent";

  LinkConfig of(Topology.RegionSite site, LabFolder folder) {
    var peer = topology.peerOf(site.name());
    var edge = topology.edge();
    var carried = new ArrayList<Carried>();
    carried.add(
        new Carried(
            AGENT, site.peerAgentWay(), peer.agentWayIn(), site.agentWayIn(), site.agentPort()));
    site.databases()
        .forEach((name, own) ->
            carried.add(
                new Carried(
                    name, own.wayOut(), peer.database(name).wayIn(), own.wayIn(), own.port())));
    site.buckets()
        .forEach((name, own) -> {
          var far = peer.bucket(name);
          carried.add(new Carried(name, own.wayOut(), far.wayIn(), own.wayIn(), own.adminPort()));
          carried.add(
              new Carried(
                  name + "-services",
                  own.serviceOut(),
                  far.serviceIn(),
                  own.serviceIn(),
                  own.gatewayPort()));
        });
    var outbound = new ArrayList<Flow>();
    var inbound = new ArrayList<Flow>();
    outbound.add(
        new Flow(
            AGENT,
            edge.name(),
            site.at(site.edgeAgentWay()),
            edge.at(topology.fromEdge(site.name()).edgeAgentWayIn())));
    for (var each : carried) {
      outbound.add(new Flow(each.name(), peer.name(), site.at(each.out()), peer.at(each.far())));
      inbound.add(new Flow(each.name(), peer.name(), site.at(each.in()), site.at(each.server())));
    }
    return new LinkConfig(
        site.name(),
        site.at(site.linkAdminPort()),
        outbound,
        inbound,
        List.of(),
        conditions(site.name(), List.of(peer.name(), edge.name())),
        folder.linkState(site.name()));
  }

  LinkConfig ofEdge(LabFolder folder) {
    var edge = topology.edge();
    var inbound = new ArrayList<Flow>();
    var through = new ArrayList<Flow>();
    for (var site : topology.regions().values()) {
      var far = topology.fromEdge(site.name());
      inbound.add(
          new Flow(AGENT, site.name(), edge.at(far.edgeAgentWayIn()), edge.at(edge.agentPort())));
      through.add(through(AGENT, site, far.agent(), site.agentPort()));
      site.databases()
          .forEach((name, own) -> through.add(through(name, site, far.database(name), own.port())));
      site.buckets()
          .forEach((name, own) -> {
            var bucket = far.bucket(name);
            through.add(through(name + "-s3", site, bucket.s3(), own.s3Port()));
            through.add(through(name, site, bucket.gateway(), own.gatewayPort()));
            through.add(through(name + "-admin", site, bucket.admin(), own.adminPort()));
          });
      site.services()
          .forEach((name, own) -> {
            for (int i = 0; i < own.ports().size(); i++) {
              through.add(
                  through(name, site, far.service(name).ports().get(i), own.ports().get(i)));
            }
          });
    }
    edge.doors()
        .forEach((name, door) ->
            door.ways()
                .forEach((region, entrance) -> {
                  var site = topology.region(region);
                  through.add(
                      new Flow(
                          name,
                          region,
                          new HostPort(entrance.address(), door.port()),
                          site.at(entrance.port())));
                  through.add(
                      through(name + "-admin", site, entrance.wayAdmin(), entrance.adminPort()));
                }));
    return new LinkConfig(
        edge.name(),
        edge.at(edge.linkAdminPort()),
        List.of(),
        inbound,
        through,
        conditions(edge.name(), topology.regions().keySet()),
        folder.linkState(edge.name()));
  }

  /// What passes between the regions under one name.
  ///
  /// @param out where this region's link takes it from its own side
  /// @param far where the peer's link takes it from there
  /// @param in where this region's link takes what the peer sends
  /// @param server that gets it here
  private record Carried(String name, int out, int far, int in, int server) {}

  private TreeMap<String, Conditions> conditions(String owner, Iterable<String> peers) {
    var conditions = new TreeMap<String, Conditions>();
    peers.forEach(peer -> conditions.put(peer, PlannedConditions.between(plan, owner, peer)));
    return conditions;
  }

  private Flow through(String name, Topology.RegionSite site, int listen, int server) {
    return new Flow(name, site.name(), topology.edge().at(listen), site.at(server));
  }
}
