package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;

/// What a replica is given once it is there, and when it has it.
final class ReplicaSettingsTest {
  private static final ReplicaSettings WANTED =
      new ReplicaSettings(
          Optional.of("tuned"),
          Optional.of(
              DBInstance.builder()
                  .preferredBackupWindow("03:00-04:00")
                  .preferredMaintenanceWindow("sun:05:00-sun:06:00")
                  .build()));

  private static DBInstance replica(String group, String status, String backups, String upkeep) {
    return DBInstance.builder()
        .dbInstanceIdentifier("west-db")
        .dbParameterGroups(
            DBParameterGroupStatus.builder()
                .dbParameterGroupName(group)
                .parameterApplyStatus(status)
                .build())
        .preferredBackupWindow(backups)
        .preferredMaintenanceWindow(upkeep)
        .build();
  }

  private static DBInstance tuned(String status) {
    return replica("tuned", status, "03:00-04:00", "sun:05:00-sun:06:00");
  }

  @Test
  void it_has_them_once_they_are_in_force() {
    assertThat(WANTED.fault(tuned("in-sync"))).isEmpty();
    assertThat(WANTED.request(tuned("in-sync"))).isEmpty();
    assertThat(WANTED.areWaiting(tuned("in-sync"))).isFalse();
  }

  @Test
  void parameters_that_wait_for_a_restart_are_not_in_force() {
    assertThat(WANTED.fault(tuned("pending-reboot")))
        .contains("its parameter group tuned is pending-reboot");
    assertThat(WANTED.request(tuned("pending-reboot"))).isEmpty();
    assertThat(WANTED.areWaiting(tuned("pending-reboot"))).isTrue();
    assertThat(WANTED.areWaiting(tuned("applying"))).as("without a restart").isFalse();
    assertThat(WANTED.fault(tuned("applying"))).isPresent();
  }

  @Test
  void another_group_or_window_is_asked_for_all_at_once() {
    for (var other :
        new DBInstance[] {
          replica("default", "in-sync", "03:00-04:00", "sun:05:00-sun:06:00"),
          replica("tuned", "in-sync", "09:00-10:00", "sun:05:00-sun:06:00"),
          replica("tuned", "pending-reboot", "03:00-04:00", "mon:05:00-mon:06:00")
        }) {
      assertThat(WANTED.fault(other)).get().asString().startsWith("it was not given");
      assertThat(WANTED.areWaiting(other)).isFalse();
      var asked = WANTED.request(other).orElseThrow();
      assertThat(asked.dbParameterGroupName()).isEqualTo("tuned");
      assertThat(asked.preferredBackupWindow()).isEqualTo("03:00-04:00");
      assertThat(asked.preferredMaintenanceWindow()).isEqualTo("sun:05:00-sun:06:00");
      assertThat(asked.applyImmediately()).isTrue();
    }
  }

  @Test
  void where_nothing_is_wanted_whatever_is_there_is_fine() {
    var nothing = new ReplicaSettings(Optional.empty(), Optional.empty());
    assertThat(nothing.fault(tuned("pending-reboot"))).isEmpty();
    assertThat(nothing.request(tuned("pending-reboot"))).isEmpty();
    assertThat(nothing.areWaiting(tuned("pending-reboot"))).isFalse();
  }
}
