package dev.lifeboat.lab.topology;

import dev.lifeboat.lab.plan.LabTraffic;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lays a lab out: gives every resource of a plan its addresses.
public final class AddressPlan {
  private static final String ONLY_LOOPBACK = "127.0.0.1";
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
  public static SandboxSite beside(Topology.RegionSite of) throws ProblemException {
    return new AddressPlan(new Ports(of.name().hashCode() * 89 + of.agentPort())).copy(of);
  }

  /// Ports of one address, each another one.
  private interface Port {
    int next() throws ProblemException;
  }

  private Port at(String address) {
    return () -> ports.free(address);
  }

  private interface Laid<T, V> {
    V out(T thing) throws ProblemException;
  }

  private static <T, V> Map<String, V> each(Map<String, T> things, Laid<T, V> laid)
      throws ProblemException {
    var sites = new LinkedHashMap<String, V>();
    for (var thing : things.entrySet()) {
      sites.put(thing.getKey(), laid.out(thing.getValue()));
    }
    return sites;
  }

  /// Of all workloads, by name.
  private static <R extends Resource> Map<String, R> all(Plan plan, Class<R> type) {
    var byName = new LinkedHashMap<String, R>();
    plan.resources(type).forEach(it -> byName.put(it.name(), it));
    return byName;
  }

  private SandboxSite copy(Topology.RegionSite of) throws ProblemException {
    var port = at(of.address());
    return new SandboxSite(
        of.address(),
        new StorePorts(
            each(of.databases(), _ -> port.next()), each(of.buckets(), _ -> port.next())),
        each(of.buckets(), _ -> port.next()),
        each(of.services(), service -> instances(service.ports().size(), port)));
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
    var port = at(address);
    return new Topology.RegionSite(
        region.name(),
        address,
        port.next(),
        port.next(),
        port.next(),
        port.next(),
        port.next(),
        port.next(),
        each(
            all(plan, Database.class),
            _ -> new Topology.DatabaseSite(port.next(), port.next(), port.next())),
        each(
            all(plan, Bucket.class),
            _ ->
                new Topology.BucketSite(
                    port.next(),
                    port.next(),
                    port.next(),
                    port.next(),
                    port.next(),
                    port.next(),
                    port.next(),
                    port.next())),
        each(all(plan, Service.class), service -> instances(most(service), port)));
  }

  private static int most(Service service) {
    return Math.max(service.instances().serving(), service.instances().standby());
  }

  private static Topology.ServiceSite instances(int count, Port port) throws ProblemException {
    var own = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      own.add(port.next());
    }
    return new Topology.ServiceSite(own);
  }

  private Topology.EdgeSite edge(Plan plan, Map<String, Topology.RegionSite> regions)
      throws ProblemException {
    var address = address(EDGE_ADDRESS);
    var port = at(address);
    return new Topology.EdgeSite(
        plan.edge(),
        address,
        port.next(),
        port.next(),
        each(regions, region -> fromEdge(region, address)),
        each(all(plan, Traffic.class), traffic -> door(traffic, address, regions)));
  }

  private Topology.DoorSite door(
      Traffic traffic, String address, Map<String, Topology.RegionSite> regions)
      throws ProblemException {
    var asked = LabTraffic.of(traffic);
    int port =
        asked.isPresent()
            ? ports.exactly(address, asked.get().port(), traffic.name())
            : ports.free(address);
    return traffic.ttl().isEmpty()
        ? new Topology.DoorSite(port, ports.free(address), null, null)
        : new Topology.DoorSite(
            port,
            ports.free(address),
            ports.free(address),
            entrances(traffic, port, List.copyOf(regions.values())));
  }

  private FarRegion fromEdge(Topology.RegionSite region, String address) throws ProblemException {
    var port = at(address);
    return new FarRegion(
        region.name(),
        address,
        port.next(),
        port.next(),
        each(region.databases(), _ -> port.next()),
        each(region.buckets(), _ -> new FarRegion.FarBucket(port.next(), port.next(), port.next())),
        each(region.services(), service -> instances(service.ports().size(), port)));
  }

  /// One address for each region and the same port at both: an answer of DNS has no port.
  private Map<String, Topology.EntranceSite> entrances(
      Traffic traffic, int port, List<Topology.RegionSite> regions) throws ProblemException {
    var entrances = new LinkedHashMap<String, Topology.EntranceSite>();
    for (int i = 0; i < regions.size(); i++) {
      var own = ENTRANCES.get(i);
      if (!Ports.canBind(own)) {
        throw ProblemException.lasting(
            Code.LB5001,
            "'%s' is reached by DNS, and this machine has no address %s for an entrance"
                .formatted(traffic.name(), own),
            "the lab was not begun",
            "give the loopback interface that address (on macOS: sudo ifconfig lo0 alias %s), or"
                    .formatted(own)
                + " write 'mode: proxy'");
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

  private static String address(String wanted) {
    return Ports.canBind(wanted) ? wanted : ONLY_LOOPBACK;
  }
}
