package dev.lifeboat.aws.rds;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// One look at an instance that may be closed.
///
/// @param group the one without a rule
/// @param at by RDS's own clock, not earlier; empty where a check had read it before
record ClosedLook(DBInstance instance, String group, Optional<Instant> at) {
  private static final String ACTIVE = "active";

  List<VpcSecurityGroupMembership> groups() {
    return instance.vpcSecurityGroups();
  }

  /// Whether it is, or is about to be, in that group alone.
  boolean isAsked() {
    return !groups().isEmpty()
        && groups().stream().allMatch(it -> group.equals(it.vpcSecurityGroupId()));
  }

  boolean isClosed() {
    return isAsked() && groups().stream().allMatch(it -> ACTIVE.equals(it.status()));
  }

  Optional<String> tag(String key) {
    return RdsStatus.tag(instance, key);
  }

  /// Empty also where somebody wrote something else there: then it is told and restarted anew.
  Optional<Instant> time(String key) {
    try {
      return tag(key).map(Instant::parse);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  String words() {
    return "%s, in %s"
        .formatted(
            RdsStatus.words(instance),
            isClosed()
                ? "no security group but %s, which lets nobody in".formatted(group)
                : groups().stream()
                    .map(it -> it.vpcSecurityGroupId() + " " + it.status())
                    .toList());
  }
}
