package dev.lifeboat.aws.rds;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceStatusInfo;
import software.amazon.awssdk.services.rds.model.Tag;

/// What an instance says of itself.
public final class RdsStatus {
  private static final String AVAILABLE = "available";
  private static final String BACKING_UP = "backing-up";

  /// Users are served meanwhile.
  ///
  /// Source: "Viewing Amazon RDS DB instance status" of the user guide of RDS.
  static final List<String> SERVING =
      List.of(
          AVAILABLE,
          BACKING_UP,
          "configuring-enhanced-monitoring",
          "configuring-iam-database-auth",
          "configuring-log-exports",
          "storage-optimization");

  private static final String MODIFYING = "modifying";
  private static final String REPLICATION = "read replication";
  private static final String REPLICATING = "replicating";
  private static final String TERMINATED = "terminated";

  private RdsStatus() {}

  /// Whether users are served, as far as its status tells: most changes restart nothing.
  static boolean serves(DBInstance instance) {
    return SERVING.contains(instance.dbInstanceStatus())
        || MODIFYING.equals(instance.dbInstanceStatus());
  }

  /// Whether it can be asked for a change.
  public static boolean isAvailable(DBInstance instance) {
    return AVAILABLE.equals(instance.dbInstanceStatus());
  }

  /// Whether its promotion can be asked for: only a backup keeps one that serves from it.
  ///
  /// Source: "Promoting a read replica to be a standalone DB instance" of the user guide of RDS.
  static boolean isPromotable(DBInstance instance) {
    return SERVING.contains(instance.dbInstanceStatus())
        && !BACKING_UP.equals(instance.dbInstanceStatus());
  }

  static boolean isDeleted(DBInstance instance) {
    return "deleting".equals(instance.dbInstanceStatus());
  }

  /// Whether it has no automated backups: then RDS makes no replica of it.
  ///
  /// Source: "Working with DB instance read replicas" of the user guide of RDS.
  static boolean keepsNoBackups(DBInstance instance) {
    var days = instance.backupRetentionPeriod();
    return days != null && days == 0;
  }

  /// Whether Secrets Manager keeps its master password: then RDS makes no replica of it.
  ///
  /// Source: "Password management with Amazon RDS and AWS Secrets Manager" of the user guide of
  /// RDS, its limitations.
  public static boolean hasManagedPassword(DBInstance instance) {
    return instance.masterUserSecret() != null;
  }

  /// What ends it, for a shell in which `PASSWORD` is the new one.
  public static String unmanage(DBInstance instance, RdsSite site) {
    return ("aws rds modify-db-instance --db-instance-identifier %s --no-manage-master-user-password"
            + " --master-user-password \"$PASSWORD\" --apply-immediately --region %s")
        .formatted(instance.dbInstanceIdentifier(), site.awsRegion());
  }

  /// In words what `replica` lacks of `writer`, so that people would miss it after a failover.
  public static List<String> lackedOf(DBInstance writer, DBInstance replica) {
    return new Likeness(writer, false).lackedBy(replica);
  }

  /// The key of its Performance Insights; empty where it has none.
  public static Optional<String> insightsKey(DBInstance instance) {
    return Optional.ofNullable(instance.performanceInsightsKMSKeyId())
        .filter(_ -> Boolean.TRUE.equals(instance.performanceInsightsEnabled()));
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
  public static Optional<String> replicationFault(DBInstance instance) {
    return replication(instance)
        .filter(it -> Boolean.FALSE.equals(it.normal()))
        .map(it ->
            "replication is '%s': %s"
                .formatted(it.status(), Optional.ofNullable(it.message()).orElse("no reason")));
  }

  /// Whether RDS gave the replication up, after 30 days without it: what such a replica lacks is no
  /// lag any more.
  ///
  /// Source: "Monitoring read replication" of the user guide of RDS.
  static boolean isReplicationTerminated(DBInstance instance) {
    return replication(instance).filter(it -> TERMINATED.equals(it.status())).isPresent();
  }

  private static Optional<DBInstanceStatusInfo> replication(DBInstance instance) {
    return instance.statusInfos().stream()
        .filter(it -> REPLICATION.equals(it.statusType()))
        .findFirst();
  }

  public static Optional<String> tag(DBInstance instance, String key) {
    return instance.tagList().stream()
        .filter(it -> it.key().equals(key))
        .map(Tag::value)
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
