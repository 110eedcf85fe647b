package dev.lifeboat.aws.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.api.ApiGoal;
import dev.lifeboat.aws.api.WantedCapacity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/// When a group runs as many instances as wanted, and what it is asked for while it does not.
final class GroupFormTest {
  private static final GroupSite SITE = new GroupSite("us-west-2", "web");
  private static final ApiGoal TWO = GroupCapacity.form(SITE, new WantedCapacity(2, false));
  private static final ApiGoal ONE_ALONE = GroupCapacity.form(SITE, new WantedCapacity(1, true));

  /// @param instances each such as `InService Healthy`
  private static AutoScalingGroup group(int min, int desired, int max, String... instances) {
    var all = new ArrayList<Instance>();
    for (var it : instances) {
      all.add(
          Instance.builder()
              .lifecycleState(it.split(" ")[0])
              .healthStatus(it.split(" ")[1])
              .build());
    }
    return AutoScalingGroup.builder()
        .autoScalingGroupName("web")
        .minSize(min)
        .desiredCapacity(desired)
        .maxSize(max)
        .instances(all)
        .build();
  }

  private static List<String> asked(ApiGoal goal, AutoScalingGroup seen) {
    return goal.request(seen).stream()
        .flatMap(it -> it.parameters().keySet().stream())
        .sorted()
        .toList();
  }

  @Test
  void so_many_in_service_and_healthy_are_enough_and_more_are_borne() {
    var enough = group(1, 2, 4, "InService Healthy", "InService Healthy");
    assertThat(TWO.met().test(enough)).isTrue();
    assertThat(asked(TWO, enough)).isEmpty();
    assertThat(
            TWO.met()
                .test(group(1, 3, 4, "InService Healthy", "InService Healthy", "Pending Healthy")))
        .isTrue();
  }

  @Test
  void what_is_not_in_service_or_not_healthy_is_not_enough_and_comes_by_itself() {
    for (var other : List.of("Pending Healthy", "InService Unhealthy")) {
      var seen = group(2, 2, 4, "InService Healthy", other);
      assertThat(TWO.met().test(seen)).as(other).isFalse();
      assertThat(asked(TWO, seen)).isEmpty();
    }
    assertThat(TWO.met().test(group(2, 2, 4, "InService Healthy"))).isFalse();
  }

  @Test
  void a_group_that_is_too_small_is_asked_to_grow_and_its_maximum_is_raised_where_it_must_be() {
    assertThat(asked(TWO, group(0, 1, 4, "InService Healthy")))
        .containsExactly("AutoScalingGroupName", "DesiredCapacity", "MinSize");
    assertThat(asked(TWO, group(0, 1, 1, "InService Healthy")))
        .containsExactly("AutoScalingGroupName", "DesiredCapacity", "MaxSize", "MinSize");
  }

  @Test
  void fewer_are_exactly_so_many_and_no_minimum_keeps_more() {
    assertThat(ONE_ALONE.met().test(group(1, 1, 4, "InService Healthy"))).isTrue();
    assertThat(ONE_ALONE.met().test(group(1, 1, 4, "InService Healthy", "InService Healthy")))
        .as("one more is still there")
        .isFalse();
    for (var larger :
        List.of(group(1, 2, 4, "InService Healthy"), group(0, 1, 4, "InService Healthy"))) {
      assertThat(ONE_ALONE.met().test(larger)).isFalse();
      assertThat(asked(ONE_ALONE, larger)).contains("MinSize");
    }
  }

  @Test
  void a_group_that_is_being_deleted_is_none() {
    var gone =
        group(1, 2, 4, "InService Healthy", "InService Healthy").copy(it -> it.status("Delete"));
    assertThat(TWO.met().test(gone)).isFalse();
    assertThat(asked(TWO, gone.copy(it -> it.desiredCapacity(0)))).isEmpty();
  }
}
