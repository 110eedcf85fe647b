package dev.lifeboat.lab.topology;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lays a lab out: gives every resource of a plan its addresses.
public final class AddressPlan {
  private static final String ONLY_LOOPBACK = "127.0.0.1";
  private static final String EDGE = "edge";
  private static final String EDGE_ADDRESS = "127.3.0.1";
  private static final List<String> ENTRANCES = List.of("127.4.0.1", "127.5.0.1");

  private final Ports ports;

  private AddressPlan(Ports ports) {
    this.ports = ports;
  }

  /// A topology for `plan` on ports that are free now.
  ///
  /// @param lab the folder of its lab
  /// @throws ProblemException LB5001 when a port that the plan asks for is taken
  public static Topology layOut(Plan plan, Path lab) throws ProblemException {
    return new AddressPlan(new Ports(lab.toAbsolutePath().hashCode() * 97)).topology(plan);
  }

  /// The same stores and services as in `of`, at the same address, on ports that are free now and
  /// that nothing of the lab knows. Of a store only its own port is given, since nobody from
  /// elsewhere gets there.
  ///
  /// @throws ProblemException LB5001 when there are no free ports
  public static Topology.RegionSite beside(Topology.RegionSite of) throws ProblemException {
    return new AddressPlan(new Ports(of.name().hashCode() * 89 + of.agentPort())).copy(of);
  }

  private Topology.RegionSite copy(Topology.RegionSite of) throws ProblemException {
    var address = of.address();
    var databases = new LinkedHashMap<String, Topology.DatabaseSite>();
    for (var name : of.databases().keySet()) {
      databases.put(name, new Topology.DatabaseSite(ports.free(address), 0, 0));
    }
    var buckets = new LinkedHashMap<String, Topology.BucketSite>();
    for (var name : of.buckets().keySet()) {
      int s3 = ports.free(address);
      buckets.put(name, new Topology.BucketSite(s3, ports.free(address), s3, 0, 0, 0, 0, 0));
    }
    var services = new LinkedHashMap<String, Topology.ServiceSite>();
    for (var service : of.services().entrySet()) {
      var own = new ArrayList<Integer>();
      for (int i = 0; i < service.getValue().ports().size(); i++) {
        own.add(ports.free(address));
      }
      services.put(service.getKey(), new Topology.ServiceSite(own));
    }
    return new Topology.RegionSite(
        of.name(), address, 0, 0, 0, 0, 0, 0, databases, buckets, services);
  }

  private Topology topology(Plan plan) throws ProblemException {
    var regions = new LinkedHashMap<String, Topology.RegionSite>();
    regions.put(plan.primary().name(), region(plan, plan.primary(), "127.1.0.1"));
    regions.put(plan.recovery().name(), region(plan, plan.recovery(), "127.2.0.1"));
    return new Topology(plan.name(), regions, edge(plan, regions));
  }

  private Topology.RegionSite region(Plan plan, Region region, String wanted)
      throws ProblemException {
    var address = address(wanted);
    int agent = ports.free(address);
    int link = ports.free(address);
    int keeper = ports.free(address);
    int edgeAgentWay = ports.free(address);
    int peerAgentWay = ports.free(address);
    int agentWayIn = ports.free(address);
    var databases = new LinkedHashMap<String, Topology.DatabaseSite>();
    for (var database : resources(plan, Database.class)) {
      databases.put(
          database.name(),
          new Topology.DatabaseSite(ports.free(address), ports.free(address), ports.free(address)));
    }
    var buckets = new LinkedHashMap<String, Topology.BucketSite>();
    for (var bucket : resources(plan, Bucket.class)) {
      buckets.put(
          bucket.name(),
          new Topology.BucketSite(
              ports.free(address),
              ports.free(address),
              ports.free(address),
              ports.free(address),
              ports.free(address),
              ports.free(address),
              ports.free(address),
              ports.free(address)));
    }
    var services = new LinkedHashMap<String, Topology.ServiceSite>();
    for (var service : resources(plan, Service.class)) {
      services.put(service.name(), instances(service, address));
    }
    return new Topology.RegionSite(
        region.name(),
        address,
        agent,
        link,
        keeper,
        edgeAgentWay,
        peerAgentWay,
        agentWayIn,
        databases,
        buckets,
        services);
  }

  private Topology.ServiceSite instances(Service service, String address) throws ProblemException {
    var own = new ArrayList<Integer>();
    int most = Math.max(service.instances().serving(), service.instances().standby());
    for (int i = 0; i < most; i++) {
      own.add(ports.free(address));
    }
    return new Topology.ServiceSite(own);
  }

  private Topology.EdgeSite edge(Plan plan, Map<String, Topology.RegionSite> regions)
      throws ProblemException {
    var address = address(EDGE_ADDRESS);
    int agent = ports.free(address);
    int link = ports.free(address);
    var far = new LinkedHashMap<String, FarRegion>();
    for (var region : regions.values()) {
      far.put(region.name(), fromEdge(region, address));
    }
    var doors = new LinkedHashMap<String, Topology.DoorSite>();
    for (var traffic : resources(plan, Traffic.class)) {
      int port =
          traffic.port().isPresent()
              ? ports.exactly(address, traffic.port().getAsInt(), traffic.name())
              : ports.free(address);
      doors.put(
          traffic.name(),
          traffic.ttl().isEmpty()
              ? new Topology.DoorSite(port, ports.free(address))
              : new Topology.DoorSite(
                  port,
                  ports.free(address),
                  ports.free(address),
                  entrances(traffic, port, List.copyOf(regions.values()))));
    }
    return new Topology.EdgeSite(arbiter(plan), address, agent, link, far, doors);
  }

  private FarRegion fromEdge(Topology.RegionSite region, String address) throws ProblemException {
    var databases = new LinkedHashMap<String, Integer>();
    for (var database : region.databases().keySet()) {
      databases.put(database, ports.free(address));
    }
    var buckets = new LinkedHashMap<String, FarRegion.FarBucket>();
    for (var bucket : region.buckets().keySet()) {
      buckets.put(
          bucket,
          new FarRegion.FarBucket(ports.free(address), ports.free(address), ports.free(address)));
    }
    var services = new LinkedHashMap<String, Topology.ServiceSite>();
    for (var service : region.services().entrySet()) {
      var own = new ArrayList<Integer>();
      for (int i = 0; i < service.getValue().ports().size(); i++) {
        own.add(ports.free(address));
      }
      services.put(service.getKey(), new Topology.ServiceSite(own));
    }
    return new FarRegion(
        region.name(),
        address,
        ports.free(address),
        ports.free(address),
        databases,
        buckets,
        services);
  }

  /// One address for each region and the same port at both: an answer of DNS has no port.
  private Map<String, Topology.EntranceSite> entrances(
      Traffic traffic, int port, List<Topology.RegionSite> regions) throws ProblemException {
    var entrances = new LinkedHashMap<String, Topology.EntranceSite>();
    for (int i = 0; i < regions.size(); i++) {
      var own = ENTRANCES.get(i);
      if (!Ports.canBind(own)) {
        throw noAddress(traffic, own);
      }
      int _ = ports.exactly(own, port, traffic.name());
      var region = regions.get(i);
      entrances.put(
          region.name(),
          new Topology.EntranceSite(
              own,
              ports.free(address(EDGE_ADDRESS)),
              ports.free(region.address()),
              ports.free(region.address())));
    }
    return entrances;
  }

  private static ProblemException noAddress(Traffic traffic, String address) {
    return Problem.lasting(
            Code.LB5001,
            "'%s' is reached by DNS, and this machine has no address %s for an entrance"
                .formatted(traffic.name(), address),
            "the lab was not begun",
            "give the loopback interface that address (on macOS: sudo ifconfig lo0 alias %s), or"
                    .formatted(address)
                + " write 'mode: proxy'")
        .asException();
  }

  private static String arbiter(Plan plan) {
    return plan.regions().values().stream()
        .filter(region -> region.role() == Region.Role.ARBITER)
        .map(Region::name)
        .findFirst()
        .orElse(EDGE);
  }

  private static String address(String wanted) {
    return Ports.canBind(wanted) ? wanted : ONLY_LOOPBACK;
  }

  private static <T extends Resource> List<T> resources(Plan plan, Class<T> type) {
    Map<String, T> byName = new LinkedHashMap<>();
    for (var workload : plan.workloads().values()) {
      workload.resources(type).forEach(resource -> byName.put(resource.name(), resource));
    }
    return List.copyOf(byName.values());
  }
}
