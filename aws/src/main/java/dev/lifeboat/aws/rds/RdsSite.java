package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.AwsSite;
import java.util.List;
import java.util.Optional;

/// Place of a region's instance of a database, and what a replica that a run makes there is given.
/// What is left out is AWS's default.
///
/// @param awsRegion such as `us-west-2`
/// @param instance identifier of what is the database there now; its endpoint follows from it
/// @param subnetGroup of the region's network
/// @param securityGroups ids, such as `sg-0a1b2c3d`
/// @param parameterGroup must fit the engine and its version
/// @param kmsKey of this region; needed when the source is encrypted
/// @param fenceGroup id of a security group without rules, which closes an instance
/// @param backupRetentionDays how long the writer here keeps its automated backups, 1 to 35 days
public record RdsSite(
    String awsRegion,
    String instance,
    Optional<String> subnetGroup,
    List<String> securityGroups,
    Optional<String> parameterGroup,
    Optional<String> kmsKey,
    Optional<String> fenceGroup,
    Optional<Integer> backupRetentionDays)
    implements AwsSite {
  /// What RDS gives an instance that is promoted and says nothing of it.
  public static final int DEFAULT_RETENTION_DAYS = 1;

  private static final String BEFORE = "-before-e";

  /// RDS takes 63 characters; the rest is for the epoch.
  private static final int LONGEST = 45;

  public RdsSite {
    securityGroups = List.copyOf(securityGroups);
    if (!instance.matches("[a-z](-?[a-z0-9])*") || instance.length() > LONGEST) {
      throw new IllegalArgumentException(
          "instance must be 1 to %d lower-case letters, digits and single hyphens, was '%s'"
              .formatted(LONGEST, instance));
    }
  }

  /// The name of an instance that makes way for the run of `epoch`, the same in every attempt.
  String setAside(long epoch) {
    return instance + BEFORE + epoch;
  }

  /// Whether an instance of that name made way here for some run.
  boolean isSetAside(String name) {
    var start = instance + BEFORE;
    return name.startsWith(start) && name.substring(start.length()).matches("[0-9]{1,18}");
  }

  /// Of the run for which it did.
  long epochOf(String setAside) {
    return Long.parseLong(setAside.substring((instance + BEFORE).length()));
  }
}
