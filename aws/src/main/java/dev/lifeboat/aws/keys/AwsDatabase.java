package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Copies;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PerRegion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A database's place in RDS, and what a replica that a run makes is given.
///
/// @param dbInstance identifier of the instance that each region was set up with
/// @param securityGroups ids, by the name of a region of the plan
/// @param fence of its writer
/// @param backupRetentionDays how long a promoted instance keeps its automated backups, 1 to 35
/// @param endpointParameter from which services in a region learn the address of the instance that
///   they use
public record AwsDatabase(
    PerRegion dbInstance,
    Optional<PerRegion> subnetGroup,
    Map<String, List<String>> securityGroups,
    Optional<PerRegion> parameterGroup,
    Optional<PerRegion> kmsKey,
    FenceChoice fence,
    Optional<Integer> backupRetentionDays,
    Optional<PerRegion> endpointParameter) {
  public AwsDatabase {
    securityGroups = Copies.ordered(securityGroups);
  }

  /// What the plan says of `database`; empty if nothing.
  public static Optional<AwsDatabase> of(Database database) {
    return database.values().find(AwsDatabase.class);
  }

  /// Whether a parameter tells services the address of `database`.
  static boolean tellsItsAddress(Database database) {
    return of(database).flatMap(AwsDatabase::endpointParameter).isPresent();
  }
}
