package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.claim.PromotionGate;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// `west` is made the writer of the bucket under epoch 2, and writes down first what it has.
final class HalfPromotionTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Promoted GOAL = new Goal.Promoted("images", "west");
  private static final String MARK = "lifeboat/promoted-e2.json";
  private static final String WRITTEN =
      "{\"epoch\":2,\"region\":\"west\",\"whole\":true,\"versions\":0,\"told\":false}";

  private final AnsweredBucket images = new AnsweredBucket();
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private final PresentClaim claim = new PresentClaim(placements, "shop");
  private final BucketPromotion promotion =
      new BucketPromotion(
          images.buckets,
          new PromotionGate(
              new PromotionReadiness(placements, "shop"),
              claim,
              placements.records("shop"),
              new RegionPair("east", "west"),
              InstantSource.system()));

  @BeforeEach
  void place() throws Exception {
    placements.compareAndSet(
        Optional.empty(), Placement.first("shop", "east").claimedBy(RUN).promoted("west", 2));
  }

  private void assertPending(String why) throws Exception {
    assertThat(promotion.observe(GOAL))
        .isInstanceOfSatisfying(
            Observation.Pending.class, it -> assertThat(it.why()).contains(why));
  }

  private void pursue() throws Exception {
    promotion.pursue(GOAL, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1)));
  }

  private List<String> written() {
    return images.answers.asked(PutObjectRequest.class).stream()
        .filter(it -> it.ifMatch() == null)
        .map(it -> it.bucket() + " " + it.key())
        .toList();
  }

  private void close() {
    var site = images.buckets.site("west");
    images.policies.put(site.bucket(), BucketPolicy.closed(Optional.empty(), site));
  }

  @Test
  void it_is_the_writer_once_the_list_is_there_and_s3_takes_writes() throws Exception {
    assertPending("what it had is not written down for epoch 2");
    images.objects.put(MARK, WRITTEN);
    close();
    assertPending("the policy of images-west refuses writes");
    images.policies.clear();
    assertThat(promotion.observe(GOAL)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void where_the_placement_names_another_it_is_none() throws Exception {
    var placed = placements.read("shop");
    placements.compareAndSet(
        placed, placed.orElseThrow().released().claimedBy(RUN).promoted("east", 3));
    assertPending("the placement does not name west");
  }

  @Test
  void the_list_is_written_before_the_mark_that_tells_of_it() throws Exception {
    close();
    pursue();
    assertThat(images.policies).isEmpty();
    assertThat(written())
        .containsExactly("images-west lifeboat/promoted-e2.held", "images-west " + MARK);
  }

  @Test
  void what_is_written_down_is_not_written_down_again() throws Exception {
    images.objects.put(MARK, WRITTEN);
    pursue();
    assertThat(written()).isEmpty();
  }

  @Test
  void a_half_that_cannot_be_looked_at_or_keeps_no_versions_is_not_ready() throws Exception {
    images.versioned.put("images-west", false);
    assertThat(promotion.preflight(GOAL))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class, it -> assertThat(it.problem().code()).isEqualTo(Code.LB7011));
    images.answers.silence(true);
    assertThat(promotion.preflight(GOAL))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class, it -> assertThat(it.problem().code()).isEqualTo(Code.LB2002));
  }

  @Test
  void nothing_becomes_the_writer_that_the_placement_does_not_name() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            promotion.pursue(
                new Goal.Promoted("images", "east"),
                new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1))))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB3003));
    assertThat(written()).isEmpty();
  }
}
