package dev.lifeboat.lab.setup;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import java.util.List;

/// Names of a resource's processes in its region.
public final class UnitNames {
  /// The WAN link of a region, which is its sending half, or of the edge.
  public static final String LINK = "wan-link";

  /// The region's lease keeper.
  public static final String KEEPER = "lease-keeper";

  private UnitNames() {}

  public static String s3(String bucket) {
    return bucket + "-s3";
  }

  public static String gateway(String bucket) {
    return bucket + "-gateway";
  }

  /// Everything that runs for `resource`.
  public static List<String> of(Resource resource) {
    return switch (resource) {
      case Database database -> List.of(database.name());
      case Bucket bucket -> List.of(s3(bucket.name()), gateway(bucket.name()));
      case Service service -> List.of(service.name());
      case Traffic traffic -> List.of(traffic.name());
    };
  }
}
