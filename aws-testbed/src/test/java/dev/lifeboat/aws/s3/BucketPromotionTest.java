package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.awstestbed.Images;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// `west` becomes the writer; a planned move had closed it.
@ExtendWith(TestBed.InTests.class)
final class BucketPromotionTest extends BucketContract<Goal.Promoted> {
  BucketPromotionTest(TestBed bed) {
    super(bed);
  }

  @BeforeEach
  void fill() {
    images.put("west", "a", "1");
    images.close("west");
  }

  @Override
  protected Placement placed() {
    return super.placed().promoted("west", EPOCH);
  }

  @Override
  protected Goal.Promoted goal() {
    return new Goal.Promoted(Images.NAME, "west");
  }

  @Override
  protected Reconciler<Goal.Promoted> reconciler() {
    return new BucketPromotion(images.buckets(), gate());
  }

  @Override
  protected String region() {
    return TestBed.RECOVERY;
  }

  @Override
  protected String operation() {
    return "PUT /%s/lifeboat/promoted-e%d.json".formatted(images.bucket("west"), EPOCH);
  }

  @Override
  protected void assertOneEffect() {
    assertThat(images.policy("west")).isEmpty();
    assertThat(images.versions("west", "lifeboat/promoted-e")).as("the mark, the list").hasSize(2);
    assertThat(images.read("west", "lifeboat/promoted-e2.json").orElseThrow())
        .contains("\"whole\":true", "\"versions\":1", "\"told\":false");
  }

  @Test
  void nothing_becomes_the_writer_that_the_placement_does_not_name() {
    var home = new Goal.Promoted(Images.NAME, "east");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(home, attempt(1)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    assertThat(images.versions("east", "")).isEmpty();
  }

  /// That no policy is there does not show that S3 takes writes.
  @Test
  void it_is_no_writer_while_s3_still_obeys_the_policy_that_was_taken_back() throws Exception {
    pursueUnlessItPasses(1);
    reach();
    images.close("west");
    images.open("west");
    assertThat(reconciler().observe(goal()))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            pending -> assertThat(pending.why()).contains("still refused by the bucket's policy"));
  }

  @Test
  void a_bucket_without_versions_is_told() throws Exception {
    images.versioning("west", BucketVersioningStatus.SUSPENDED);
    assertTold("has no versioning");
  }

  private void assertTold(String what) throws InterruptedException {
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class, told -> assertThat(told.problem().happened()).contains(what));
  }
}
