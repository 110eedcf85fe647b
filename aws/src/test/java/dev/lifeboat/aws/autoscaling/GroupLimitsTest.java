package dev.lifeboat.aws.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.api.WantedCapacity;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/// What the owner of a group wrote outlives a group's change of role.
final class GroupLimitsTest {
  private static final WantedCapacity SERVING = new WantedCapacity(4, false);
  private static final WantedCapacity STANDBY = new WantedCapacity(1, true);

  private AutoScalingGroup group =
      AutoScalingGroup.builder()
          .autoScalingGroupName("web")
          .minSize(2)
          .desiredCapacity(4)
          .maxSize(20)
          .build();

  private static TagDescription tag(String key, String value) {
    return TagDescription.builder().key(key).value(value).build();
  }

  /// As a run does: keep, then change.
  private UpdateAutoScalingGroupRequest become(WantedCapacity wanted) {
    var limits = new GroupLimits(group, wanted);
    var tags = new LinkedHashMap<String, TagDescription>();
    group.tags().forEach(it -> tags.put(it.key(), it));
    limits.kept().forEach(it -> tags.put(it.key(), tag(it.key(), it.value())));
    var request =
        UpdateAutoScalingGroupRequest.builder()
            .minSize(wanted.instances())
            .maxSize(Math.max(group.maxSize(), wanted.instances()));
    new GroupLimits(group.copy(it -> it.tags(List.copyOf(tags.values()))), wanted).give(request);
    var asked = request.build();
    group =
        group.copy(it ->
            it.minSize(asked.minSize())
                .desiredCapacity(wanted.instances())
                .maxSize(asked.maxSize())
                .tags(List.copyOf(tags.values())));
    return asked;
  }

  @Test
  void the_owners_limits_come_back_with_the_role() {
    assertThat(become(STANDBY).minSize()).isEqualTo(1);
    assertThat(become(SERVING).minSize()).as("the owner's").isEqualTo(2);
    assertThat(group.maxSize()).isEqualTo(20);
  }

  @Test
  void a_maximum_that_was_raised_is_given_back() {
    group = group.copy(it -> it.minSize(0).desiredCapacity(0).maxSize(1));
    assertThat(become(SERVING).maxSize()).isEqualTo(4);
    assertThat(become(STANDBY).maxSize()).isEqualTo(1);
  }

  /// Else what a run wrote would be taken for the owner's.
  @Test
  void what_is_asked_for_again_is_not_kept_again() {
    var _ = become(STANDBY);
    var _ = become(STANDBY);
    assertThat(become(SERVING).minSize()).isEqualTo(2);
  }

  /// What it has then is no limit of a group that serves.
  @Test
  void of_a_standby_that_stays_one_nothing_is_kept() {
    group = group.copy(it -> it.minSize(0).desiredCapacity(0).maxSize(1));
    var _ = become(STANDBY);
    assertThat(become(SERVING).minSize()).isEqualTo(4);
  }

  @Test
  void a_tag_that_somebody_else_wrote_gives_nothing_back() {
    group =
        group.copy(
            it -> it.tags(tag("lifeboat:limits-serving", "many"), tag("lifeboat:role", "standby")));
    assertThat(become(SERVING).minSize()).isEqualTo(4);
  }
}
