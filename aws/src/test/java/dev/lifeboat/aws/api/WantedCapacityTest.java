package dev.lifeboat.aws.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Service.Instances;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;

/// More is wanted at least, fewer exactly.
final class WantedCapacityTest {
  private static final String DESIRED = "DesiredCount";

  private static boolean isMet(int wanted, Instances planned, int present) {
    return WantedCapacity.of(wanted, planned)
        .at(DESIRED)
        .test(Service.builder().desiredCount(present).build());
  }

  @Test
  void who_serves_wants_so_many_at_least() {
    var planned = new Instances(3, 1);
    assertThat(isMet(3, planned, 2)).isFalse();
    assertThat(isMet(3, planned, 3)).isTrue();
    assertThat(isMet(3, planned, 20)).isTrue();
    assertThat(isMet(3, new Instances(3, 3), 20)).as("a standby of as many").isTrue();
  }

  @Test
  void a_standby_and_nothing_are_exact() {
    assertThat(isMet(1, new Instances(3, 1), 20)).isFalse();
    assertThat(isMet(1, new Instances(3, 1), 1)).isTrue();
    assertThat(isMet(0, new Instances(3, 3), 1)).isFalse();
    assertThat(isMet(0, new Instances(3, 3), 0)).isTrue();
  }

  @Test
  void what_is_not_told_is_never_enough() {
    var untold = Service.builder().build();
    assertThat(WantedCapacity.of(3, new Instances(3, 1)).at(DESIRED).test(untold)).isFalse();
  }
}
