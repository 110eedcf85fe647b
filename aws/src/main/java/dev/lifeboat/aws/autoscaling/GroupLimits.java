package dev.lifeboat.aws.autoscaling;

import dev.lifeboat.aws.api.WantedCapacity;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/// The limits that a group's owner wrote, which a run changes. Tags of the group keep those of the
/// role that it leaves, serving or standby, so that it has them again when it gets that role again.
///
/// @param wanted of the role that it gets
record GroupLimits(AutoScalingGroup group, WantedCapacity wanted) {
  private static final String ROLE = "lifeboat:role";
  private static final String SERVING = "serving";
  private static final String STANDBY = "standby";

  private record Limits(int min, int max) {}

  private String role() {
    return wanted.fewer() ? STANDBY : SERVING;
  }

  /// What is to be kept before the sizes are changed; nothing where that was done before, so that
  /// what a run wrote is never taken for the owner's, or where a standby is one already.
  List<Tag> kept() {
    boolean isStandby = wanted.fewer() && group.desiredCapacity() <= wanted.instances();
    if (isStandby || tag(ROLE).filter(role()::equals).isPresent()) {
      return List.of();
    }
    var left = wanted.fewer() ? SERVING : STANDBY;
    return List.of(
        tag(ROLE, role()),
        tag(limitsOf(left), "%d %d".formatted(group.minSize(), group.maxSize())));
  }

  /// Gives back the owner's where they are known. A standby's minimum is the plan's.
  void give(UpdateAutoScalingGroupRequest.Builder request) {
    var owners = owners();
    if (owners.isPresent()) {
      request.maxSize(Math.max(owners.get().max(), wanted.instances()));
      if (!wanted.fewer()) {
        request.minSize(Math.min(owners.get().min(), wanted.instances()));
      }
    }
  }

  private Optional<Limits> owners() {
    return tag(limitsOf(role()))
        .filter(it -> it.matches("\\d{1,9} \\d{1,9}"))
        .map(it -> it.split(" ", 2))
        .map(it -> new Limits(Integer.parseInt(it[0]), Integer.parseInt(it[1])));
  }

  private static String limitsOf(String role) {
    return "lifeboat:limits-" + role;
  }

  private Optional<String> tag(String key) {
    return group.tags().stream()
        .filter(it -> key.equals(it.key()))
        .map(TagDescription::value)
        .findFirst();
  }

  private Tag tag(String key, String value) {
    return Tag.builder()
        .resourceId(group.autoScalingGroupName())
        .resourceType("auto-scaling-group")
        .propagateAtLaunch(false)
        .key(key)
        .value(value)
        .build();
  }
}
