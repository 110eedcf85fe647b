package dev.lifeboat.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.EcsTasks;
import dev.lifeboat.awstestbed.Targets;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBed.InTests.class)
final class EcsCapacityTest extends AwsReconcilerContract<Goal.Running> {
  private static final Service.Instances PLANNED = new Service.Instances(3, 1);

  private static final int LOOKS = 12;

  private final EcsTasks tasks;

  EcsCapacityTest(TestBed bed) {
    super(bed);
    this.tasks = new EcsTasks(bed, clients);
  }

  @BeforeEach
  void provision() {
    tasks.create();
  }

  @Override
  protected Goal.Running goal() {
    return new Goal.Running("web", "west", 3, 0);
  }

  @Override
  protected Reconciler<Goal.Running> reconciler() {
    return new EcsCapacity(tasks.services(), claim(), PLANNED);
  }

  @Override
  protected String region() {
    return TestBed.RECOVERY;
  }

  @Override
  protected String service() {
    return "ecs";
  }

  @Override
  protected String operation() {
    return "UpdateService";
  }

  /// As many as asked for, and none of them started anew.
  @Override
  protected void assertOneEffect() {
    var seen = tasks.service();
    assertThat(seen.desiredCount()).isEqualTo(3);
    assertThat(seen.runningCount()).isEqualTo(3);
    assertThat(seen.deployments()).hasSize(1);
  }

  @Test
  void a_standby_is_scaled_down_to_nothing_and_up_again() throws Exception {
    for (int wanted : new int[] {0, 2}) {
      var goal = new Goal.Running("web", "west", wanted, 0);
      reconciler().pursue(goal, attempt(1));
      for (int look = 0; tasks.service().runningCount() != wanted; look++) {
        assertThat(look).as("looks").isLessThan(20);
      }
      assertThat(reconciler().observe(goal)).isInstanceOf(Observation.Met.class);
    }
  }

  /// Goal: users' own load is not undone by a run that asks for fewer, nor a run held up by it.
  @Test
  void a_service_that_grew_by_itself_is_not_set_back() throws Exception {
    tasks.track(5);
    int before = bed.gate().calls().size();

    reconciler().pursue(goal(), attempt(1));

    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Met.class);
    assertThat(tasks.service().desiredCount()).isEqualTo(5);
    assertThat(bed.gate().callsSince(before))
        .noneMatch(call -> call.operation().equals(operation()));
  }

  /// Goal: the fence of a failover takes what grew to nothing, and only nothing will do.
  @Test
  void services_at_zero_is_exact_however_far_a_service_grew() throws Exception {
    tasks.track(5);
    var none = new Goal.Running("web", "west", 0, 0);
    assertThat(reconciler().observe(none)).isInstanceOf(Observation.Pending.class);

    reconciler().pursue(none, attempt(1));
    while (tasks.service().runningCount() > 0) {
      assertThat(reconciler().observe(none)).isInstanceOf(Observation.Pending.class);
    }

    assertThat(reconciler().observe(none)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void the_region_that_was_left_goes_back_to_its_standby_however_far_it_grew() throws Exception {
    pursueUnlessItPasses(1);
    reach();
    var standby = new Goal.Running("web", "west", 1, 0);
    assertThat(reconciler().observe(standby)).isInstanceOf(Observation.Pending.class);

    reconciler().pursue(standby, attempt(1));

    assertThat(tasks.service().desiredCount()).isEqualTo(1);
  }

  /// ECS stops each task that its load balancer finds unhealthy, as soon as it runs.
  @Test
  void tasks_that_never_become_healthy_are_never_told_to_run() throws Exception {
    var targets = new Targets(bed, TestBed.RECOVERY);
    targets.register("10.0.0.7");
    targets.register("10.0.0.8");
    targets.register("10.0.0.9");
    tasks.registerIn(targets.group());
    targets.fail();
    pursueUnlessItPasses(1);
    for (int look = 0; look < LOOKS; look++) {
      assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);
    }
    assertThat(tasks.service().desiredCount()).isEqualTo(3);

    targets.accept("200");
    reach();
  }

  @Test
  void a_service_that_was_deleted_is_named_before_anything_is_asked_for() throws Exception {
    tasks.delete();
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB7005);
              assertThat(told.problem().happened()).contains(TestBed.RECOVERY, tasks.name());
            });
  }

  @Test
  void what_was_started_when_is_not_claimed() throws Exception {
    assertThat(reconciler().preflight(new Goal.Running("web", "west", 1, 7)))
        .isInstanceOf(Readiness.NotReady.class);
  }
}
