package dev.lifeboat.lab.topology;

import dev.lifeboat.plan.Copies;
import java.util.Map;

/// Where the services of a region find stores: ports at the region's own address.
///
/// @param databases by name
/// @param buckets by name, each where S3 is spoken
public record StorePorts(Map<String, Integer> databases, Map<String, Integer> buckets) {
  public StorePorts {
    databases = Copies.ordered(databases);
    buckets = Copies.ordered(buckets);
  }

  /// The port of a database.
  ///
  /// @throws IllegalArgumentException when there is no such database
  public int database(String database) {
    return OrderedMaps.require(databases, database, "the region");
  }

  /// The port of a bucket.
  ///
  /// @throws IllegalArgumentException when there is no such bucket
  public int bucket(String bucket) {
    return OrderedMaps.require(buckets, bucket, "the region");
  }
}
