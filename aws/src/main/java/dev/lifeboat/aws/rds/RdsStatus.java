package dev.lifeboat.aws.rds;

import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceStatusInfo;

/// What an instance says of itself.
public final class RdsStatus {
  private static final String AVAILABLE = "available";
  private static final String REPLICATION = "read replication";
  private static final String REPLICATING = "replicating";

  private RdsStatus() {}

  static boolean isAvailable(DBInstance instance) {
    return AVAILABLE.equals(instance.dbInstanceStatus());
  }

  /// The instance it follows: an ARN across regions, else a name.
  public static Optional<String> source(DBInstance instance) {
    return Optional.ofNullable(instance.readReplicaSourceDBInstanceIdentifier())
        .filter(it -> !it.isBlank());
  }

  /// Whether RDS says that replication runs. How far behind it is, [ReplicaLags] tell.
  static boolean isReplicating(DBInstance instance) {
    return replication(instance)
        .filter(it -> Boolean.TRUE.equals(it.normal()) && REPLICATING.equals(it.status()))
        .isPresent();
  }

  /// What RDS says is wrong with the replication; empty if nothing, or if it is silent about it.
  static Optional<String> replicationFault(DBInstance instance) {
    return replication(instance)
        .filter(it -> Boolean.FALSE.equals(it.normal()))
        .map(it ->
            "replication is '%s': %s"
                .formatted(it.status(), Optional.ofNullable(it.message()).orElse("no reason")));
  }

  private static Optional<DBInstanceStatusInfo> replication(DBInstance instance) {
    return instance.statusInfos().stream()
        .filter(it -> REPLICATION.equals(it.statusType()))
        .findFirst();
  }

  /// Such as `shop-orders is modifying, a replica of arn:…`.
  static String words(DBInstance instance) {
    var words = new StringBuilder(instance.dbInstanceIdentifier());
    words.append(" is ").append(instance.dbInstanceStatus());
    source(instance).ifPresent(it -> words.append(", a replica of ").append(it));
    replicationFault(instance).ifPresent(it -> words.append("; ").append(it));
    return words.toString();
  }
}
