package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Images;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `east` is to take no write any more, before `west` is promoted.
@ExtendWith(TestBed.InTests.class)
final class BucketFenceTest extends BucketContract<Goal.Fenced> {
  private static final Goal.Fenced AT_ONCE =
      new Goal.Fenced(Images.NAME, "east", Goal.Stop.IMMEDIATE);

  /// A lease that is over once that was asked for.
  private record Lease(List<Goal.Fenced> asked) implements Reconciler<Goal.Fenced> {
    @Override
    public Readiness preflight(Goal.Fenced goal) {
      return Readiness.ready();
    }

    @Override
    public Observation observe(Goal.Fenced goal) {
      return asked.contains(goal)
          ? Observation.met("the lease of %s is over".formatted(goal.resource()))
          : Observation.pending("the lease of %s is held".formatted(goal.resource()));
    }

    @Override
    public void pursue(Goal.Fenced goal, Attempt attempt) {
      asked.add(goal);
    }
  }

  private final List<Goal.Fenced> asked = new ArrayList<>();
  private final Reconciler<Goal.Fenced> lease = new Lease(asked);

  BucketFenceTest(TestBed bed) {
    super(bed);
  }

  @Override
  protected Goal.Fenced goal() {
    return new Goal.Fenced(Images.NAME, "east", Goal.Stop.ORDERLY);
  }

  @Override
  protected Reconciler<Goal.Fenced> reconciler() {
    return new BucketFence(images.buckets(), claim(), lease, List.of());
  }

  @Override
  protected String region() {
    return TestBed.PRIMARY;
  }

  @Override
  protected String operation() {
    return "PUT /%s?policy".formatted(images.bucket("east"));
  }

  @Override
  protected void assertOneEffect() {
    assertThat(images.policy("east").orElseThrow()).containsOnlyOnce("LifeboatFence");
  }

  @Test
  void the_other_statements_of_a_policy_stay() throws Exception {
    var own =
        """
        {"Version":"2012-10-17","Statement":{"Sid":"Own","Effect":"Allow","Principal":"*",\
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}}
        """
            .formatted(images.bucket("east"));
    images.policy("east", own);
    pursueUnlessItPasses(1);
    reach();
    assertThat(images.policy("east").orElseThrow()).contains("\"Own\"", "LifeboatFence");
  }

  @Test
  @Tag("invariant-60")
  void who_may_not_write_at_all_is_refused_and_proves_nothing() throws Exception {
    images.close("east");
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Met.class);
    bed.gate().cut(TestBed.PRIMARY, "s3", "PUT", Cut.DENY);
    assertThat(reconciler().observe(goal()))
        .isInstanceOfSatisfying(
            Observation.Unreachable.class,
            told -> assertThat(told.why()).contains("not by the bucket's policy"));
  }

  @Test
  void a_probe_leaves_nothing_behind() throws Exception {
    images.close("east");
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Met.class);
    assertThat(images.versions("east", "")).isEmpty();
  }

  @Test
  void at_once_the_end_of_the_lease_of_its_databases_fences_it_without_a_call() throws Exception {
    bed.gate().cut(TestBed.PRIMARY, Cut.REFUSE);
    int before = bed.gate().calls().size();
    var fence = new BucketFence(images.buckets(), claim(), lease, List.of("orders"));
    assertThat(fence.preflight(AT_ONCE)).isEqualTo(Readiness.ready());
    fence.pursue(AT_ONCE, attempt(1));
    assertThat(fence.observe(AT_ONCE))
        .isInstanceOfSatisfying(
            Observation.Met.class,
            met -> assertThat(met.proof()).contains("the lease of orders is over"));
    assertThat(bed.gate().callsSince(before)).noneMatch(call -> call.service().equals("s3"));
    assertThat(fence.observe(goal()))
        .as("in order it is the policy, as long as the writer is there")
        .isInstanceOf(Observation.Unreachable.class);
  }

  /// Else what takes a planned move back would wait for a lease that nobody ended, and leave a
  /// policy where the next failover goes.
  @Test
  void a_side_that_is_no_writer_is_fenced_by_the_lease_in_order_too() throws Exception {
    var fence = new BucketFence(images.buckets(), claim(), lease, List.of("orders"));
    var undo = new Goal.Fenced(Images.NAME, "west", Goal.Stop.ORDERLY);
    assertThat(fence.observe(undo)).isInstanceOf(Observation.Pending.class);
    fence.pursue(undo, attempt(1));
    assertThat(fence.observe(undo)).isInstanceOf(Observation.Met.class);
    assertThat(asked).containsExactly(new Goal.Fenced("orders", "west", Goal.Stop.ORDERLY));
    assertThat(images.policy("west")).isEmpty();
  }

  /// A workload without a guarded database has no lease whose end means anything.
  @Test
  @Tag("invariant-60")
  void a_silent_region_without_a_guarded_database_is_not_fenced() throws Exception {
    bed.gate().cut(TestBed.PRIMARY, Cut.REFUSE);
    assertThat(reconciler().preflight(AT_ONCE))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> assertThat(told.problem().code()).isEqualTo(Code.LB3001));
    assertThat(reconciler().observe(AT_ONCE)).isInstanceOf(Observation.Unreachable.class);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(AT_ONCE, attempt(1)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3001));
  }
}
