package dev.lifeboat.lab.topology;

import dev.lifeboat.plan.Copies;
import java.util.Map;

/// A region as it is seen from the edge: every port is one of the edge's own link, which carries
/// the connection to the region. So whoever uses these is cut off when the WAN between the edge and
/// the region is.
///
/// @param name the region
/// @param address the edge's own
/// @param agent the region's agent
/// @param edgeAgentWayIn where the edge's link takes the region's connections to the edge's agent
/// @param databases by name
public record FarRegion(
    String name,
    String address,
    int agent,
    int edgeAgentWayIn,
    Map<String, Integer> databases,
    Map<String, FarBucket> buckets,
    Map<String, Topology.ServiceSite> services)
    implements LoopbackSite {

  public FarRegion {
    databases = Copies.ordered(databases);
    buckets = Copies.ordered(buckets);
    services = Copies.ordered(services);
  }

  /// The port of a database.
  ///
  /// @throws IllegalArgumentException when the region has no such database
  public int database(String database) {
    return OrderedMaps.require(databases, database, name);
  }

  /// The ports of a bucket.
  ///
  /// @throws IllegalArgumentException when the region has no such bucket
  public FarBucket bucket(String bucket) {
    return OrderedMaps.require(buckets, bucket, name);
  }

  /// The ports of a service, one an instance.
  ///
  /// @throws IllegalArgumentException when the region has no such service
  public Topology.ServiceSite service(String service) {
    return OrderedMaps.require(services, service, name);
  }

  /// One bucket's ports.
  ///
  /// @param s3 the S3 server itself
  /// @param gateway where services speak S3
  /// @param admin where the controller speaks
  public record FarBucket(int s3, int gateway, int admin) {}
}
