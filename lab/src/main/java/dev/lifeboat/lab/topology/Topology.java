package dev.lifeboat.lab.topology;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.plan.Copies;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Places of everything in a lab.
///
/// @param plan the plan's name
/// @param regions the two regions by name, the primary's first
/// @param edge what stands outside both: front doors, the arbiter
public record Topology(String plan, Map<String, RegionSite> regions, EdgeSite edge) {
  /// The folder of all labs below the state folder.
  public static final String FOLDER = "lab";

  /// @throws IllegalArgumentException unless there are two regions
  public Topology {
    regions = Copies.ordered(regions);
    if (regions.size() != 2) {
      throw new IllegalArgumentException("a lab has two regions, not " + regions.keySet());
    }
  }

  /// The site of `region`.
  ///
  /// @throws IllegalArgumentException when the lab has no such region
  public RegionSite region(String region) {
    return OrderedMaps.require(regions, region, "lab " + plan);
  }

  /// The other of the two regions.
  public RegionSite peerOf(String region) {
    return regions.values().stream()
        .filter(site -> !site.name().equals(region))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no peer of '" + region + "'"));
  }

  /// The region as it is seen from the edge: what the controller, the front doors and whoever else
  /// stands outside both regions connect to.
  ///
  /// @throws IllegalArgumentException when the lab has no such region
  public FarRegion fromEdge(String region) {
    return OrderedMaps.require(edge.regions(), region, "lab " + plan);
  }

  /// One region's addresses.
  ///
  /// @param address loopback; a region of its own where the machine has several
  /// @param keeperPort where the region's own processes ask its lease keeper
  /// @param edgeAgentWay where this region's link takes connections to the edge's agent
  /// @param peerAgentWay where this region's link takes connections to the peer's agent
  /// @param agentWayIn where this region's link takes the peer's connections to this agent
  public record RegionSite(
      String name,
      String address,
      int agentPort,
      int linkAdminPort,
      int keeperPort,
      int edgeAgentWay,
      int peerAgentWay,
      int agentWayIn,
      Map<String, DatabaseSite> databases,
      Map<String, BucketSite> buckets,
      Map<String, ServiceSite> services)
      implements LoopbackSite {
    public RegionSite {
      databases = Copies.ordered(databases);
      buckets = Copies.ordered(buckets);
      services = Copies.ordered(services);
    }

    /// Where its services find their own region's stores.
    public StorePorts ownStores() {
      return new StorePorts(
          Copies.each(databases, DatabaseSite::port),
          Copies.each(buckets, BucketSite::gatewayPort));
    }

    /// Where its services find the peer's stores, by this region's link.
    public StorePorts peerStores() {
      return new StorePorts(
          Copies.each(databases, DatabaseSite::wayOut),
          Copies.each(buckets, BucketSite::serviceOut));
    }

    /// The ports of a database.
    ///
    /// @throws IllegalArgumentException when the region has no such database
    public DatabaseSite database(String database) {
      return OrderedMaps.require(databases, database, name);
    }

    /// The ports of a bucket.
    ///
    /// @throws IllegalArgumentException when the region has no such bucket
    public BucketSite bucket(String bucket) {
      return OrderedMaps.require(buckets, bucket, name);
    }

    /// The ports of a service.
    ///
    /// @throws IllegalArgumentException when the region has no such service
    public ServiceSite service(String service) {
      return OrderedMaps.require(services, service, name);
    }
  }

  /// One database's ports in its region.
  ///
  /// @param wayOut where this region's link takes connections to the peer's database
  /// @param wayIn where this region's link takes the peer's connections to this database
  public record DatabaseSite(int port, int wayOut, int wayIn) {}

  /// One bucket's ports in its region.
  ///
  /// @param s3Port the S3 server, which only the gateway uses
  /// @param gatewayPort where services speak S3
  /// @param adminPort where the controller and the peer's gateway speak
  /// @param wayOut where this region's link takes connections to the peer's gateway
  /// @param wayIn where this region's link takes the peer's connections to this gateway
  /// @param serviceOut where this region's link takes its services' connections to the peer's
  ///   bucket
  /// @param serviceIn where this region's link takes the peer's services' connections to this
  ///   bucket
  public record BucketSite(
      int s3Port,
      int s3TlsPort,
      int gatewayPort,
      int adminPort,
      int wayOut,
      int wayIn,
      int serviceOut,
      int serviceIn) {}

  /// One service's ports in its region.
  ///
  /// @param ports one an instance, as many as the region may ever run
  public record ServiceSite(List<Integer> ports) {
    public ServiceSite {
      ports = List.copyOf(ports);
    }

    /// Its instances, at the address of who carries or runs them.
    public List<HostPort> at(String address) {
      return ports.stream().map(port -> new HostPort(address, port)).toList();
    }
  }

  /// What stands outside both regions.
  ///
  /// @param regions both regions by name, as they are seen from here
  /// @param doors the front doors by traffic resource
  public record EdgeSite(
      String name,
      String address,
      int agentPort,
      int linkAdminPort,
      Map<String, FarRegion> regions,
      Map<String, DoorSite> doors)
      implements LoopbackSite {
    public EdgeSite {
      regions = Copies.ordered(regions);
      doors = Copies.ordered(doors);
    }

    /// The ports of a front door.
    ///
    /// @throws IllegalArgumentException when the lab has no such front door
    public DoorSite door(String traffic) {
      return OrderedMaps.require(doors, traffic, name);
    }
  }

  /// One front door's ports.
  ///
  /// @param port that clients connect to: the proxy's, or the one of every entrance
  /// @param resolverPort where names are asked for; null for a proxy
  /// @param entrances of the regions that a name leads to, by region; none for a proxy
  public record DoorSite(
      int port,
      int adminPort,
      @Nullable Integer resolverPort,
      @Nullable Map<String, EntranceSite> entrances) {

    /// A proxy.
    public DoorSite {
      // A lab that was brought up before there were any has none.
      entrances = entrances == null ? Map.of() : Copies.ordered(entrances);
    }

    /// The entrances by region; none for a proxy.
    public Map<String, EntranceSite> ways() {
      return entrances == null ? Map.of() : entrances;
    }
  }

  /// Where a name leads for one region.
  ///
  /// @param address of its own, at the edge's link, which carries clients into the region
  /// @param wayAdmin where the edge's link takes the controller to it
  /// @param port where it listens in the region
  /// @param adminPort where it is told in the region
  public record EntranceSite(String address, int wayAdmin, int port, int adminPort) {}

  /// The name that leads clients to `traffic`. It can be nobody's: `test` is reserved.
  public String nameOf(String traffic) {
    return "%s.%s.lifeboat.test".formatted(traffic, plan);
  }

  /// The folder of a plan's lab below the state folder.
  public static Path folder(Path state, String plan) {
    return folders(state).resolve(plan);
  }

  /// Where each plan's lab has its folder below the state folder.
  public static Path folders(Path state) {
    return state.resolve(FOLDER);
  }
}
