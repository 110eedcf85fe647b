package dev.lifeboat.aws.rds;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/// What a replica can be given only once it is there. RDS takes no parameter group while it makes a
/// replica of PostgreSQL or MariaDB in another region, and windows not at all; parameters are in
/// force once the instance was restarted.
///
/// Source: "CreateDBInstanceReadReplica" of the API reference of RDS, `DBParameterGroupName`.
///
/// @param parameterGroup that it is to run with; empty where it is RDS's default
/// @param former the instance that made way; empty where none did, or it is gone
record ReplicaSettings(Optional<String> parameterGroup, Optional<DBInstance> former) {
  private static final String IN_FORCE = "in-sync";
  private static final String WAITING = "pending-reboot";

  /// Why `replica` does not have them; empty if it does.
  Optional<String> fault(DBInstance replica) {
    if (mustBeAsked(replica)) {
      return Optional.of("it was not given its parameter group and windows yet");
    }
    return group(replica)
        .filter(it -> !it.parameterApplyStatus().equals(IN_FORCE))
        .map(it ->
            "its parameter group %s is %s"
                .formatted(it.dbParameterGroupName(), it.parameterApplyStatus()));
  }

  /// Whether they are there, and wait for a restart.
  boolean areWaiting(DBInstance replica) {
    return !mustBeAsked(replica)
        && group(replica).filter(it -> it.parameterApplyStatus().equals(WAITING)).isPresent();
  }

  /// What is asked for; empty if all of it is there.
  Optional<ModifyDbInstanceRequest> request(DBInstance replica) {
    return mustBeAsked(replica)
        ? Optional.of(
            ModifyDbInstanceRequest.builder()
                .dbInstanceIdentifier(replica.dbInstanceIdentifier())
                .dbParameterGroupName(parameterGroup.orElse(null))
                .preferredBackupWindow(wanted(DBInstance::preferredBackupWindow).orElse(null))
                .preferredMaintenanceWindow(
                    wanted(DBInstance::preferredMaintenanceWindow).orElse(null))
                .applyImmediately(true)
                .build())
        : Optional.empty();
  }

  private boolean mustBeAsked(DBInstance replica) {
    return (parameterGroup.isPresent() && group(replica).isEmpty())
        || differs(replica, DBInstance::preferredBackupWindow)
        || differs(replica, DBInstance::preferredMaintenanceWindow);
  }

  private boolean differs(DBInstance replica, Function<DBInstance, String> window) {
    return wanted(window).filter(it -> !it.equals(window.apply(replica))).isPresent();
  }

  private Optional<String> wanted(Function<DBInstance, String> window) {
    return former.map(window);
  }

  private Optional<DBParameterGroupStatus> group(DBInstance replica) {
    return replica.dbParameterGroups().stream()
        .filter(it -> parameterGroup.filter(it.dbParameterGroupName()::equals).isPresent())
        .findFirst();
  }
}
