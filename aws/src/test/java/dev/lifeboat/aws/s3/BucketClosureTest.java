package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;

/// A bucket is fenced by its policy, or by the lease of the databases beside it.
final class BucketClosureTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Fenced AT_ONCE = goal(Goal.Stop.IMMEDIATE);
  private static final Goal.Fenced PLANNED = goal(Goal.Stop.ORDERLY);

  private final AnsweredBucket images = new AnsweredBucket();
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private final List<String> asked = new ArrayList<>();
  private Observation ofLease = Observation.met("the lease is over");

  private static Goal.Fenced goal(Goal.Stop stop) {
    return new Goal.Fenced("images", "east", stop);
  }

  private BucketFence fence(String... databases) {
    return new BucketFence(
        images.buckets, new PresentClaim(placements, "shop"), new Lease(), List.of(databases));
  }

  /// Notes what it is asked for.
  private final class Lease implements Reconciler<Goal.Fenced> {
    @Override
    public Readiness preflight(Goal.Fenced goal) {
      asked.add("preflight " + goal.resource());
      return Readiness.ready();
    }

    @Override
    public Observation observe(Goal.Fenced goal) {
      return ofLease;
    }

    @Override
    public void pursue(Goal.Fenced goal, Attempt attempt) {
      asked.add("pursue " + goal.resource());
    }
  }

  private void place(String writer) throws Exception {
    var first = Placement.first("shop", "east").claimedBy(RUN);
    placements.compareAndSet(
        Optional.empty(), writer.equals("east") ? first : first.promoted("west", 2));
  }

  private static Attempt attempt() {
    return new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1));
  }

  private List<SdkRequest> ofS3() {
    return images.answers.asked(SdkRequest.class);
  }

  @Test
  void beside_databases_the_end_of_their_lease_fences_it_at_once_and_its_region_is_not_asked()
      throws Exception {
    place("east");
    var fence = fence("orders", "carts");
    assertThat(fence.preflight(AT_ONCE)).isEqualTo(Readiness.ready());
    fence.pursue(AT_ONCE, attempt());
    assertThat(asked)
        .containsExactly("preflight orders", "preflight carts", "pursue orders", "pursue carts");
    assertThat(fence.observe(AT_ONCE)).isInstanceOf(Observation.Met.class);
    ofLease = Observation.pending("it is not over");
    assertThat(fence.observe(AT_ONCE)).isEqualTo(ofLease);
    assertThat(ofS3()).isEmpty();
  }

  /// So that it can be failed over to, and home again, without a change of its policy.
  @Test
  void where_the_writer_is_elsewhere_the_lease_holds_a_planned_fence_too() throws Exception {
    place("west");
    fence("orders").pursue(PLANNED, attempt());
    assertThat(asked).containsExactly("pursue orders");
    assertThat(fence("orders").observe(PLANNED)).isInstanceOf(Observation.Met.class);
    assertThat(images.policies).isEmpty();
  }

  @Test
  void a_planned_move_closes_the_writers_bucket_by_its_policy() throws Exception {
    place("east");
    var fence = fence("orders");
    assertThat(fence.observe(PLANNED)).isInstanceOf(Observation.Pending.class);
    fence.pursue(PLANNED, attempt());
    assertThat(images.policies).containsOnlyKeys("images-east");
    assertThat(fence.observe(PLANNED)).isInstanceOf(Observation.Met.class);
    images.obeys = false;
    assertThat(fence.observe(PLANNED)).as("not yet obeyed").isInstanceOf(Observation.Pending.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void without_a_database_no_lease_ends_anything() throws Exception {
    place("west");
    var fence = fence();
    assertThat(fence.observe(AT_ONCE)).isInstanceOf(Observation.Pending.class);
    fence.pursue(AT_ONCE, attempt());
    assertThat(fence.observe(AT_ONCE)).isInstanceOf(Observation.Met.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void without_a_database_a_silent_region_proves_nothing() throws Exception {
    place("east");
    images.answers.silence(true);
    for (var goal : List.of(AT_ONCE, PLANNED)) {
      var code = goal.equals(AT_ONCE) ? Code.LB3001 : Code.LB2002;
      assertThat(fence().preflight(goal))
          .isInstanceOfSatisfying(
              Readiness.NotReady.class, it -> assertThat(it.problem().code()).isEqualTo(code));
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> fence().pursue(goal, attempt()))
          .satisfies(it -> assertThat(it.problem().code()).isEqualTo(code));
    }
  }

  @Test
  void a_run_that_has_lost_its_claim_closes_nothing() throws Exception {
    place("east");
    var late = new Attempt(new RunId("r-1"), new StepId("s"), 2, 1, Instant.MAX, Succession.of(1));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> fence().pursue(PLANNED, late))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB3002));
    assertThat(images.policies).isEmpty();
  }
}
