package dev.lifeboat.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.api.ApiGoal;
import dev.lifeboat.aws.api.WantedCapacity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

/// When a service on ECS runs as many tasks as wanted, and what it is asked for while it does not.
final class TaskCountTest {
  private static final EcsSite SITE = new EcsSite("us-west-2", "shop", "web", List.of());
  private static final ApiGoal TWO = EcsCapacity.form(SITE, new WantedCapacity(2, false));
  private static final ApiGoal NONE = EcsCapacity.form(SITE, new WantedCapacity(0, true));

  private static Service service(int desired, int running, int pending, int deployments) {
    var all = new ArrayList<Deployment>();
    for (int i = 0; i < deployments; i++) {
      all.add(Deployment.builder().status(i == 0 ? "PRIMARY" : "ACTIVE").build());
    }
    return Service.builder()
        .status("ACTIVE")
        .desiredCount(desired)
        .runningCount(running)
        .pendingCount(pending)
        .deployments(all)
        .build();
  }

  @Test
  void so_many_that_run_are_enough_while_more_begin() {
    assertThat(TWO.met().test(service(2, 2, 0, 1))).isTrue();
    assertThat(TWO.met().test(service(5, 3, 2, 1))).isTrue();
    assertThat(TWO.request(service(5, 3, 2, 1))).isEmpty();
  }

  @Test
  void what_is_wanted_and_does_not_run_yet_comes_by_itself() {
    assertThat(TWO.met().test(service(2, 1, 1, 1))).isFalse();
    assertThat(TWO.request(service(2, 1, 1, 1))).isEmpty();
  }

  @Test
  void tasks_that_are_being_replaced_are_not_those_that_were_asked_for() {
    assertThat(TWO.met().test(service(2, 2, 0, 2))).isFalse();
    assertThat(NONE.met().test(service(0, 0, 0, 2))).isFalse();
  }

  @Test
  void too_few_or_too_many_are_asked_for_anew() {
    assertThat(TWO.request(service(1, 1, 0, 1)).orElseThrow().parameters())
        .containsEntry("DesiredCount", 2);
    assertThat(NONE.request(service(1, 1, 0, 1)).orElseThrow().parameters())
        .containsEntry("DesiredCount", 0);
  }

  @Test
  void none_is_none_that_runs_and_none_that_begins() {
    assertThat(NONE.met().test(service(0, 0, 0, 1))).isTrue();
    assertThat(NONE.met().test(service(0, 1, 0, 1))).isFalse();
    assertThat(NONE.met().test(service(0, 0, 1, 1))).isFalse();
  }

  @Test
  void a_service_that_was_deleted_is_none() {
    var gone = service(2, 2, 0, 1).copy(it -> it.status("INACTIVE"));
    assertThat(TWO.met().test(gone)).isFalse();
    assertThat(NONE.request(gone)).isEmpty();
  }
}
