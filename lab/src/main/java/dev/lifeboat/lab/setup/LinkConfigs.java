package dev.lifeboat.lab.setup;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.link.Conditions;
import dev.lifeboat.lab.link.LinkConfig;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What each part of the WAN carries. Between the regions: replication of databases and buckets,
/// services that use the other region's stores, and what agents ask each other, both ways. From the
/// edge: everything that the controller and the front doors ask of a region. To the edge: what a
/// region asks of the edge's agent.
final class LinkConfigs {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String AGENT = "agent";

  private final Plan plan;
  private final Topology topology;

  LinkConfigs(Plan plan, Topology topology) {
    this.plan = plan;
    this.topology = topology;
  }

  byte[] of(Topology.RegionSite site, Path state) {
    var peer = topology.peerOf(site.name());
    var edge = topology.edge();
    var outbound = new ArrayList<LinkConfig.Flow>();
    var inbound = new ArrayList<LinkConfig.Flow>();
    var host = site.address();
    outbound.add(
        flow(
            AGENT,
            edge.name(),
            at(host, site.edgeAgentWay()),
            at(edge.address(), topology.fromEdge(site.name()).edgeAgentWayIn())));
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
    for (var each : carried) {
      outbound.add(
          flow(each.name(), peer.name(), at(host, each.out()), at(peer.address(), each.far())));
      inbound.add(flow(each.name(), peer.name(), at(host, each.in()), at(host, each.server())));
    }
    return config(
        site.name(),
        at(host, site.linkAdminPort()),
        new Flows(outbound, inbound, List.of()),
        List.of(peer.name(), edge.name()),
        state);
  }

  byte[] ofEdge(Path state) {
    var edge = topology.edge();
    var inbound = new ArrayList<LinkConfig.Flow>();
    var through = new ArrayList<LinkConfig.Flow>();
    for (var site : topology.regions().values()) {
      var far = topology.fromEdge(site.name());
      inbound.add(
          flow(
              AGENT,
              site.name(),
              at(edge.address(), far.edgeAgentWayIn()),
              at(edge.address(), edge.agentPort())));
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
                  var host = topology.region(region).address();
                  through.add(
                      flow(
                          name,
                          region,
                          at(entrance.address(), door.port()),
                          at(host, entrance.port())));
                  through.add(
                      flow(
                          name + "-admin",
                          region,
                          at(edge.address(), entrance.wayAdmin()),
                          at(host, entrance.adminPort())));
                }));
    return config(
        edge.name(),
        at(edge.address(), edge.linkAdminPort()),
        new Flows(List.of(), inbound, through),
        List.copyOf(topology.regions().keySet()),
        state);
  }

  private record Carried(String name, int out, int far, int in, int server) {}

  private record Flows(
      List<LinkConfig.Flow> outbound,
      List<LinkConfig.Flow> inbound,
      List<LinkConfig.Flow> through) {}

  private byte[] config(String owner, HostPort admin, Flows flows, List<String> peers, Path state) {
    var conditions = new TreeMap<String, Conditions>();
    peers.forEach(peer -> conditions.put(peer, PlannedConditions.between(plan, owner, peer)));
    return JSON.writeValueAsBytes(
        new LinkConfig(
            owner, admin, flows.outbound(), flows.inbound(), flows.through(), conditions, state));
  }

  private LinkConfig.Flow through(String name, Topology.RegionSite site, int listen, int server) {
    return flow(
        name, site.name(), at(topology.edge().address(), listen), at(site.address(), server));
  }

  private static LinkConfig.Flow flow(String name, String peer, HostPort listen, HostPort connect) {
    return new LinkConfig.Flow(name, peer, listen, connect);
  }

  private static HostPort at(String address, int port) {
    return new HostPort(address, port);
  }
}
