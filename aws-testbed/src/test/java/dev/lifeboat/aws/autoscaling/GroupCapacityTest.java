package dev.lifeboat.aws.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.Instances;
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
final class GroupCapacityTest extends AwsReconcilerContract<Goal.Running> {
  /// More than instances take to come into service.
  private static final int LOOKS = 20;

  private static final Service.Instances PLANNED = new Service.Instances(2, 0);

  private final Instances instances;

  GroupCapacityTest(TestBed bed) {
    super(bed);
    this.instances = new Instances(bed, clients);
  }

  @BeforeEach
  void provision() {
    instances.create();
  }

  @Override
  protected Goal.Running goal() {
    return new Goal.Running("web", "west", 2, 0);
  }

  @Override
  protected Reconciler<Goal.Running> reconciler() {
    return new GroupCapacity(instances.groups(), claim(), PLANNED);
  }

  @Override
  protected String region() {
    return TestBed.RECOVERY;
  }

  @Override
  protected String service() {
    return "autoscaling";
  }

  @Override
  protected String operation() {
    return "UpdateAutoScalingGroup";
  }

  /// As many as asked for, also where the group had no room for them.
  @Override
  protected void assertOneEffect() {
    var group = instances.group();
    assertThat(group.minSize()).isEqualTo(2);
    assertThat(group.desiredCapacity()).isEqualTo(2);
    assertThat(group.maxSize()).isEqualTo(2);
    assertThat(group.instances()).hasSize(2);
  }

  @Test
  void the_way_home_ends_the_instances_and_gives_the_owners_limit_back() throws Exception {
    int owners = instances.group().maxSize();
    pursueUnlessItPasses(1);
    reach();
    var none = new Goal.Running("web", "west", 0, 0);

    reconciler().pursue(none, attempt(1));

    var group = instances.group();
    assertThat(group.minSize()).isZero();
    assertThat(group.maxSize()).isEqualTo(owners);
    assertThat(group.instances()).isEmpty();
  }

  /// Left and come back to, a group scales between the limits that its owner gave it.
  @Test
  void a_group_that_serves_again_has_the_limits_of_before() throws Exception {
    instances.growTo(2);
    instances.limit(1, 9);
    var none = new Goal.Running("web", "west", 0, 0);
    reconciler().pursue(none, attempt(1));
    reconciler().pursue(none, attempt(2));

    pursueUnlessItPasses(1);
    reach();

    var group = instances.group();
    assertThat(group.minSize()).isEqualTo(1);
    assertThat(group.desiredCapacity()).isEqualTo(2);
    assertThat(group.maxSize()).isEqualTo(9);
  }

  /// A group whose health check is `ELB` ends each instance that its load balancer finds unhealthy.
  @Test
  void instances_that_never_become_healthy_are_never_told_to_serve() throws Exception {
    var targets = new Targets(bed, TestBed.RECOVERY);
    targets.register("10.0.0.7");
    instances.judgedBy(targets.group());
    targets.fail();
    pursueUnlessItPasses(1);
    for (int look = 0; look < LOOKS; look++) {
      assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);
    }
    assertThat(instances.group().desiredCapacity()).isEqualTo(2);

    targets.accept("200");
    reach();
  }

  /// Goal: users' own load is not undone by a run that asks for fewer.
  @Test
  void a_group_that_grew_by_itself_is_not_set_back() throws Exception {
    instances.growTo(4);

    reconciler().pursue(goal(), attempt(1));

    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Met.class);
    var group = instances.group();
    assertThat(group.desiredCapacity()).isEqualTo(4);
    assertThat(group.minSize()).as("the owner's own").isZero();
  }

  /// Goal: the fence of a failover takes what grew to nothing, and only nothing will do.
  @Test
  void a_group_at_zero_is_exact_however_far_it_grew() throws Exception {
    instances.growTo(4);
    var none = new Goal.Running("web", "west", 0, 0);
    assertThat(reconciler().observe(none)).isInstanceOf(Observation.Pending.class);

    reconciler().pursue(none, attempt(1));

    assertThat(reconciler().observe(none)).isInstanceOf(Observation.Met.class);
    assertThat(instances.group().instances()).isEmpty();
  }

  @Test
  void a_group_that_may_launch_nothing_is_named_before_anything_is_asked_for() throws Exception {
    instances.suspendLaunches();
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told ->
                assertThat(told.problem().happened())
                    .contains(instances.name(), "suspended launching"));
  }

  @Test
  void a_group_that_was_deleted_is_named_before_anything_is_asked_for() throws Exception {
    instances.delete();
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB7005);
              assertThat(told.problem().happened()).contains(TestBed.RECOVERY, instances.name());
            });
  }
}
