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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;

/// `west` holds the writer since this run promoted it, and replicates nothing yet; `east` did all
/// the time.
@ExtendWith(TestBed.InTests.class)
final class BucketReplicationTest extends BucketContract<Goal.Replicating> {
  private static final Goal.Replicating COMPLETE =
      new Goal.Replicating(Images.NAME, "east", "west", Goal.Level.COMPLETE);

  BucketReplicationTest(TestBed bed) {
    super(bed);
  }

  @BeforeEach
  void replicateOneWay() {
    // What the promotion left, before anything was replicated from there.
    images.put(
        "west",
        "lifeboat/promoted-e%d.json".formatted(EPOCH),
        "{\"epoch\":%d,\"region\":\"west\",\"whole\":false,\"versions\":0,\"told\":true}"
            .formatted(EPOCH));
    images.replicate("east");
  }

  @Override
  protected Placement placed() {
    return super.placed().promoted("west", EPOCH);
  }

  @Override
  protected Goal.Replicating goal() {
    return new Goal.Replicating(Images.NAME, "east", "west", Goal.Level.STREAMING);
  }

  @Override
  protected Reconciler<Goal.Replicating> reconciler() {
    return new BucketReplication(images.buckets(), claim(), true);
  }

  @Override
  protected String region() {
    return TestBed.RECOVERY;
  }

  @Override
  protected String operation() {
    return "PUT /%s?replication".formatted(images.bucket("west"));
  }

  @Override
  protected void assertOneEffect() {
    assertThat(images.rules("west"))
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.id()).isEqualTo("lifeboat-images");
          assertThat(rule.destination().bucket())
              .isEqualTo("arn:aws:s3:::" + images.bucket("east"));
        });
    assertThat(images.rules("east")).hasSize(1);
    assertThat(images.versions("west", "lifeboat/tracer")).hasSize(1);
  }

  @Test
  void what_was_closed_for_the_promotion_is_open_again() throws Exception {
    images.close("east");
    pursueUnlessItPasses(1);
    reach();
    assertThat(images.policy("east")).isEmpty();
  }

  @Test
  void a_rule_by_which_nothing_arrives_is_told() throws Exception {
    images.takeRights("west");
    pursueUnlessItPasses(1);
    images.settle();
    assertThat(reconciler().observe(goal()))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            pending -> assertThat(pending.why()).contains("S3 failed to replicate the tracer"));
  }

  @Test
  void rules_of_others_keep_their_role() {
    images.replicate("west", "somewhere-else", "arn:aws:iam::123456789012:role/of-others");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(goal(), attempt(1)))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB7012);
          assertThat(refused.problem().happened()).contains("role/of-others");
        });
    assertThat(images.rules("west")).hasSize(1);
  }

  /// Of the bed: nothing tells that such an object does not go.
  @Test
  void what_kms_encrypts_has_no_status_under_a_rule_that_does_not_take_it() {
    images.encrypt("east", images.newKey("east"));
    images.put("east", "a", "1");
    images.settle();
    assertThat(images.head("east", "a").replicationStatus()).isNull();
    assertThat(images.versions("west", "a")).isEmpty();
  }

  @Test
  void without_a_key_in_the_plan_nobody_begins_what_would_leave_out_what_kms_encrypts()
      throws Exception {
    images.encrypt("west", images.newKey("west"));
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB7011);
              assertThat(told.problem().action()).contains("name a key of us-east-1");
            });
    images.replicate("west");
    assertThat(reconciler().observe(goal()))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            pending -> assertThat(pending.why()).contains("no rule takes what KMS encrypts"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(goal(), attempt(1)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB7011));
  }

  /// Goal: with keys in the plan a run mends the rules, and what KMS encrypts arrives, encrypted by
  /// the key of the other region.
  ///
  /// Method: first with a key that is none of that region, by which nothing may arrive.
  @Test
  void by_a_key_of_the_plan_what_kms_encrypts_arrives() throws Exception {
    images.encrypt("east", images.newKey("east"));
    images.encrypt("west", images.newKey("west"));
    var key = images.newKey("east");
    var foreign = Map.of("east", images.newKey("west"), "west", images.newKey("west"));
    var wrong = new BucketReplication(images.withKeys(foreign), claim(), true);
    pursue(wrong);
    images.put("west", "a", "1");
    images.settle();
    assertThat(images.head("west", "a").replicationStatus()).isEqualTo(ReplicationStatus.FAILED);

    var keys = Map.of("east", key, "west", images.newKey("west"));
    var replication = new BucketReplication(images.withKeys(keys), claim(), true);
    assertThat(replication.preflight(goal())).isEqualTo(Readiness.ready());
    pursue(replication);
    images.put("west", "a", "2");
    images.put("west", "b", "1");
    images.settle();

    assertThat(images.read("east", "a")).contains("2");
    assertThat(images.head("east", "b").ssekmsKeyId()).isEqualTo(key);
    assertThat(images.rules("west"))
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.destination().encryptionConfiguration().replicaKmsKeyID())
                .isEqualTo(key));
  }

  private void pursue(BucketReplication replication) throws Exception {
    try {
      replication.pursue(goal(), attempt(1));
    } catch (ProblemException passing) {
      assertThat(passing.problem().code()).isEqualTo(Code.LB2005);
    }
  }

  @Test
  void nothing_is_complete_while_the_source_takes_writes() throws Exception {
    images.replicate("west");
    assertThat(reconciler().observe(COMPLETE))
        .isEqualTo(Observation.pending("%s takes writes".formatted(images.bucket("west"))));
  }

  @Test
  void it_is_complete_once_every_version_and_every_delete_arrived() throws Exception {
    images.replicate("west");
    images.put("west", "a", "1");
    images.put("west", "a", "2");
    images.put("west", "b", "1");
    images.delete("west", "b");
    images.close("west");
    images.cutOff("west");
    images.settle();
    assertThat(reconciler().observe(COMPLETE))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            pending -> assertThat(pending.why()).contains("4 of 4 versions"));

    images.join("west");
    images.settle();

    assertThat(reconciler().observe(COMPLETE)).isInstanceOf(Observation.Met.class);
    assertThat(images.read("east", "a")).contains("2");
    assertThat(images.read("east", "b")).isEmpty();
  }

  @Test
  void what_was_there_before_the_rule_is_never_taken_for_replicated() throws Exception {
    images.put("west", "before", "1");
    images.replicate("west");
    images.close("west");
    images.settle();
    assertThat(reconciler().observe(COMPLETE))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            pending -> assertThat(pending.why()).contains("of 'before'"));
  }

  @Test
  void it_does_not_follow_while_nothing_arrives() throws Exception {
    pursueUnlessItPasses(1);
    reach();
    images.cutOff("west");
    images.put("west", "a", "1");
    var looked = reconciler();
    assertThat(looked.observe(goal())).isInstanceOf(Observation.Pending.class);
    assertThat(looked.observe(goal())).isInstanceOf(Observation.Pending.class);
    images.put("west", "b", "1");
    images.join("west");
    images.settle();
    assertThat(looked.observe(goal())).isInstanceOf(Observation.Met.class);
  }
}
