package dev.lifeboat.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.EcsTasks;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBed.InTests.class)
final class EcsBindingTest extends AwsReconcilerContract<Goal.Bound> {
  private final EcsTasks tasks;
  private String before = "";

  EcsBindingTest(TestBed bed) {
    super(bed);
    this.tasks = new EcsTasks(bed, clients);
  }

  @BeforeEach
  void provision() {
    tasks.create();
    before = tasks.service().deployments().getFirst().id();
  }

  @Override
  protected Goal.Bound goal() {
    return new Goal.Bound("web", "west", "east");
  }

  @Override
  protected Reconciler<Goal.Bound> reconciler() {
    return new EcsBinding(tasks.services(), claim());
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

  /// The label has moved, and the tasks that run are of one deployment, begun since.
  @Override
  protected void assertOneEffect() {
    assertThat(tasks.bound()).contains("east", EcsBinding.BOUND).doesNotContain("west");
    assertThat(tasks.service().deployments())
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isNotEqualTo(before));
  }

  /// A controller that died between the two: what it left looks bound, and no task has read it.
  @Test
  void a_label_that_moved_is_not_enough() throws Exception {
    bed.gate().cut(region(), service(), Cut.UNAVAILABLE);
    pursueUnlessItPasses(1);
    bed.gate().mend();

    assertThat(tasks.bound()).contains("east");
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);
    pursueUnlessItPasses(2);
    reach();
    assertOneEffect();
  }

  @Test
  void the_way_back_starts_them_anew_once_more() throws Exception {
    pursueUnlessItPasses(1);
    reach();
    var away = tasks.service().deployments().getFirst().id();
    var home = new Goal.Bound("web", "west", "west");

    reconciler().pursue(home, attempt(1));

    assertThat(tasks.bound()).contains("west");
    assertThat(tasks.service().deployments().getFirst().id()).isNotEqualTo(away);
  }

  @Test
  void a_version_that_was_never_staged_is_named_before_anything_is_moved() throws Exception {
    tasks.unstage("east");
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB7010);
              assertThat(told.problem().happened()).contains(tasks.secret(), "'east'");
            });
    assertThat(tasks.bound()).contains("west");
  }

  @Test
  void what_a_secret_holds_is_never_asked_for() throws Exception {
    int first = bed.gate().calls().size();
    pursueUnlessItPasses(1);
    reach();
    assertThat(bed.gate().calls().subList(first, bed.gate().calls().size()))
        .filteredOn(call -> call.service().equals("secretsmanager"))
        .extracting(GatedCall::operation)
        .containsOnly("DescribeSecret", "UpdateSecretVersionStage");
  }
}
