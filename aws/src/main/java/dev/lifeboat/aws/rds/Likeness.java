package dev.lifeboat.aws.rds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// Settings of an instance, which its successor is to have too. RDS makes a replica with defaults:
/// in one zone, without protection, monitoring, log exports and logins by IAM.
///
/// Source: "CreateDBInstanceReadReplica" of the API reference of RDS.
///
/// @param of the instance that made way, or the writer where none did
/// @param sameRegion whether the successor is made in its region, where its groups and keys are too
record Likeness(DBInstance of, boolean sameRegion) {
  /// Their input and output is a number of its own.
  private static final Set<String> PROVISIONED = Set.of("io1", "io2");

  /// Below so much RDS lets nobody name input and output of gp3, in GiB.
  private static final int STRIPED_GIB = 400;

  /// The least of gp3 from there on.
  private static final int STRIPED_IOPS = 12_000;

  /// The least of provisioned input and output, whatever the size, and a GiB.
  private static final int LEAST_IOPS = 1_000;

  private static final double LEAST_IOPS_A_GIB = 0.5;

  /// Storage may only grow to a tenth more than there is, or further.
  private static final double LEAST_GROWTH = 1.1;

  /// Asks for all of it that can be asked for while a replica is made.
  ///
  /// @param source of the replica, whose size it gets: storage may have grown meanwhile
  /// @param key of the replica, in its region; empty where it has none
  void give(
      CreateDbInstanceReadReplicaRequest.Builder request, DBInstance source, Optional<String> key) {
    request
        .multiAZ(of.multiAZ())
        .dbInstanceClass(of.dbInstanceClass())
        .deletionProtection(of.deletionProtection())
        .enableIAMDatabaseAuthentication(of.iamDatabaseAuthenticationEnabled())
        .autoMinorVersionUpgrade(of.autoMinorVersionUpgrade())
        .publiclyAccessible(of.publiclyAccessible());
    if (grows(of)) {
      request.maxAllocatedStorage(mostStorage(source));
    }
    if (of.hasEnabledCloudwatchLogsExports() && !of.enabledCloudwatchLogsExports().isEmpty()) {
      request.enableCloudwatchLogsExports(of.enabledCloudwatchLogsExports());
    }
    storage(request, size(source));
    if (isMonitored(of)) {
      request.monitoringInterval(of.monitoringInterval()).monitoringRoleArn(of.monitoringRoleArn());
    }
    if (hasInsights(of)) {
      request
          .enablePerformanceInsights(true)
          .performanceInsightsRetentionPeriod(of.performanceInsightsRetentionPeriod());
    }
    if (sameRegion) {
      groups(request, key);
    }
  }

  private static int size(DBInstance instance) {
    return Objects.requireNonNullElse(instance.allocatedStorage(), 0);
  }

  private int mostStorage(DBInstance source) {
    int least = (int) Math.ceil(size(source) * LEAST_GROWTH);
    return Math.max(
        Math.max(of.maxAllocatedStorage(), least),
        Objects.requireNonNullElse(source.maxAllocatedStorage(), 0));
  }

  /// Input and output as before, unless the size no longer allows so little.
  ///
  /// Source: "Amazon RDS DB instance storage" of the user guide of RDS.
  private void storage(CreateDbInstanceReadReplicaRequest.Builder request, int sizeGib) {
    var type = of.storageType();
    request.storageType(type);
    if (of.iops() == null || type == null) {
      return;
    }
    if (PROVISIONED.contains(type)) {
      int least = Math.max(LEAST_IOPS, (int) Math.ceil(sizeGib * LEAST_IOPS_A_GIB));
      request.iops(Math.max(of.iops(), least));
    } else if (type.equals("gp3") && sizeGib >= STRIPED_GIB && of.iops() >= STRIPED_IOPS) {
      request.iops(of.iops()).storageThroughput(of.storageThroughput());
    }
  }

  /// Its insights' key only where that is the replica's own: no policy grants RDS another one.
  private void groups(CreateDbInstanceReadReplicaRequest.Builder request, Optional<String> key) {
    if (hasInsights(of)
        && key.filter(it -> it.equals(of.performanceInsightsKMSKeyId())).isPresent()) {
      request.performanceInsightsKMSKeyId(of.performanceInsightsKMSKeyId());
    }
    if (of.dbSubnetGroup() != null) {
      request.dbSubnetGroupName(of.dbSubnetGroup().dbSubnetGroupName());
    }
    of.optionGroupMemberships().stream()
        .map(it -> it.optionGroupName())
        .filter(it -> !it.startsWith("default:"))
        .findFirst()
        .ifPresent(request::optionGroupName);
  }

  /// Its own, but for the one that closes an instance; those of before where it is closed, by its
  /// tag whatever the plan names now and whoever was let in since.
  List<String> securityGroups(Optional<String> fence) {
    if (!sameRegion) {
      return List.of();
    }
    var before = ClosedInstances.groupsBefore(of, fence);
    if (ClosedInstances.isTaggedClosed(of) && !before.isEmpty()) {
      return before;
    }
    var own =
        of.vpcSecurityGroups().stream()
            .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
            .filter(it -> fence.filter(it::equals).isEmpty())
            .toList();
    return own.isEmpty() ? before : own;
  }

  /// The group whose parameters it runs with.
  Optional<String> parameterGroup() {
    return sameRegion
        ? of.dbParameterGroups().stream()
            .findFirst()
            .map(DBParameterGroupStatus::dbParameterGroupName)
        : Optional.empty();
  }

  Stream<Tag> tags() {
    return of.tagList().stream().filter(it -> !isOwn(it.key()));
  }

  /// Whether AWS or a run gave it a tag of that name.
  private static boolean isOwn(String key) {
    return key.startsWith("aws:") || key.startsWith("lifeboat:");
  }

  /// In words what `other` lacks of it, so that people would miss it once `other` is the writer.
  List<String> lackedBy(DBInstance other) {
    var lacked = new ArrayList<String>();
    lacks(lacked, "deletion protection", it -> isTrue(it.deletionProtection()), other);
    lacks(lacked, "logins by IAM", it -> isTrue(it.iamDatabaseAuthenticationEnabled()), other);
    lacks(lacked, "Performance Insights", Likeness::hasInsights, other);
    lacks(lacked, "enhanced monitoring", Likeness::isMonitored, other);
    lacks(lacked, "storage that grows by itself", Likeness::grows, other);
    if (!other.enabledCloudwatchLogsExports().containsAll(of.enabledCloudwatchLogsExports())) {
      lacked.add("logs in CloudWatch");
    }
    return List.copyOf(lacked);
  }

  private void lacks(
      List<String> lacked, String what, Predicate<DBInstance> has, DBInstance other) {
    if (has.test(of) && !has.test(other)) {
      lacked.add(what);
    }
  }

  private static boolean hasInsights(DBInstance instance) {
    return isTrue(instance.performanceInsightsEnabled());
  }

  private static boolean isTrue(@Nullable Boolean said) {
    return Boolean.TRUE.equals(said);
  }

  private static boolean isMonitored(DBInstance instance) {
    return instance.monitoringInterval() != null && instance.monitoringInterval() > 0;
  }

  private static boolean grows(DBInstance instance) {
    return instance.maxAllocatedStorage() != null
        && instance.allocatedStorage() != null
        && instance.maxAllocatedStorage() > instance.allocatedStorage();
  }
}
