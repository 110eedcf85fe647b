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
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;

/// Whether `west` follows `east`, which a run promoted under epoch 2, and what is done that it
/// does.
final class ReplicationLookTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Replicating FOLLOW = goal(Goal.Level.STREAMING);
  private static final Goal.Replicating COMPLETE = goal(Goal.Level.COMPLETE);
  private static final String TRACER = "lifeboat/tracer-from-east";
  private static final String MARK = "lifeboat/promoted-e2.json";
  private static final String TOLD =
      "{\"epoch\":2,\"region\":\"east\",\"whole\":false,\"versions\":0,\"told\":true}";

  private final AnsweredBucket images = new AnsweredBucket();
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private final BucketReplication replication = replication(true);

  private static Goal.Replicating goal(Goal.Level level) {
    return new Goal.Replicating("images", "west", "east", level);
  }

  private BucketReplication replication(boolean reopens) {
    return new BucketReplication(images.buckets, new PresentClaim(placements, "shop"), reopens);
  }

  @BeforeEach
  void promote() throws Exception {
    placements.compareAndSet(
        Optional.empty(), Placement.first("shop", "west").claimedBy(RUN).promoted("east", 2));
    images.objects.put(MARK, TOLD);
    images.statuses.put(MARK, ReplicationStatus.COMPLETED);
    images.statuses.put(TRACER, ReplicationStatus.COMPLETED);
  }

  private void assertPending(Goal.Replicating goal, String why) throws Exception {
    assertThat(replication.observe(goal))
        .isInstanceOfSatisfying(
            Observation.Pending.class, it -> assertThat(it.why()).contains(why));
  }

  private void assertMet(Goal.Replicating goal) throws Exception {
    assertThat(replication.observe(goal)).isInstanceOf(Observation.Met.class);
  }

  private void close(String region) {
    var site = images.buckets.site(region);
    images.policies.put(site.bucket(), BucketPolicy.closed(Optional.empty(), site));
  }

  private void pursue() throws Exception {
    replication.pursue(
        FOLLOW, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1)));
  }

  private List<? extends SdkRequest> changes() {
    return images.answers.asked(SdkRequest.class).stream()
        .filter(it ->
            it instanceof PutObjectRequest
                || it instanceof PutBucketPolicyRequest
                || it instanceof DeleteBucketPolicyRequest
                || it instanceof PutBucketReplicationRequest)
        .toList();
  }

  @Test
  void it_follows_where_rules_tracer_and_mark_are_as_they_must_be() throws Exception {
    assertThat(replication.preflight(FOLLOW)).isEqualTo(Readiness.ready());
    assertMet(FOLLOW);
    assertThat(changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"images-east", "images-west"})
  void both_sides_need_versions_and_a_rule(String bucket) throws Exception {
    images.versioned.put(bucket, false);
    assertPending(FOLLOW, "'%s' of images".formatted(bucket));
    assertThat(replication.preflight(FOLLOW)).isInstanceOf(Readiness.NotReady.class);
    images.versioned.put(bucket, true);
    images.rules.remove(bucket);
    assertPending(FOLLOW, "no rule replicates " + bucket);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, is on its way",
    "REPLICA, was not sent yet",
    "FAILED, S3 failed to replicate"
  })
  void without_a_tracer_that_arrived_nothing_is_known_to_flow(ReplicationStatus status, String why)
      throws Exception {
    images.statuses.put(TRACER, status);
    assertPending(FOLLOW, why);
  }

  /// Without it the replica could never take the writer's place.
  @Test
  void until_the_mark_of_the_promotion_has_come_it_does_not_follow() throws Exception {
    images.objects.clear();
    assertPending(FOLLOW, "the mark of epoch 2 has not come to images-west yet");
  }

  @Test
  void what_the_old_side_alone_had_is_told_before_it_follows() throws Exception {
    images.objects.put(MARK, TOLD.replace("true", "false"));
    assertPending(FOLLOW, "what west alone had at epoch 2 is not told yet");
  }

  /// It is made again and again while a run goes on, and each version is a call.
  @Test
  void a_look_asks_of_the_first_versions_since_the_promotion_and_says_at_least() throws Exception {
    images.objects.put(
        MARK, TOLD.replace("true", "false").replace("\"whole\":false", "\"whole\":true"));
    images.objects.put("lifeboat/promoted-e2.held", "");
    var since = IntStream.range(1_000, 1_000 + LateVersions.MOST_SINCE).boxed().toList();
    since.forEach(it -> images.statuses.put("v" + it, ReplicationStatus.REPLICA));
    var listed = since.stream().map("k%1$d v%1$d*"::formatted).toList();
    images.listed.put("images-east", listed);
    images.listed.put("images-west", listed);

    assertPending(FOLLOW, "at least 500 keys of west alone: k1000, k1001, ");
    assertThat(images.answers.asked(HeadObjectRequest.class))
        .filteredOn(it -> it.versionId() != null)
        .hasSize(LateVersions.MOST_SINCE / 2);
  }

  @Test
  void a_side_that_still_refuses_writes_is_no_next_writer_where_a_lease_would_keep_it()
      throws Exception {
    close("west");
    assertPending(FOLLOW, "the policy of images-west still refuses writes");
    assertThat(replication(false).observe(FOLLOW)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void it_keeps_up_once_what_was_missing_is_there_whatever_is_missing_since() throws Exception {
    images.listed.put("images-east", List.of("a v1*"));
    assertPending(FOLLOW, "such as version v1 of 'a'");
    assertPending(FOLLOW, "such as version v1 of 'a'");
    images.listed.put("images-west", List.of("a v1*"));
    images.listed.put("images-east", List.of("a v1*", "b v2*"));
    assertMet(FOLLOW);
    assertPending(FOLLOW, "such as version v2 of 'b'");
  }

  @Test
  void nothing_is_complete_while_the_source_takes_writes() throws Exception {
    assertPending(COMPLETE, "images-east takes writes");
    close("east");
    images.obeys = false;
    assertPending(COMPLETE, "images-east takes writes");
    images.obeys = true;
    assertMet(COMPLETE);
  }

  @Test
  void it_is_complete_once_each_version_is_there_or_gone_by_itself() throws Exception {
    close("east");
    images.listed.put("images-east", List.of("a v1", "a v2*"));
    assertPending(COMPLETE, "such as version v2 of 'a'");
    images.listed.put("images-west", List.of("a v2*"));
    images.statuses.put("v1", ReplicationStatus.PENDING);
    assertPending(COMPLETE, "version v1 of 'a' is on its way");
    images.statuses.put("v1", ReplicationStatus.COMPLETED);
    assertMet(COMPLETE);
  }

  @Test
  void the_old_side_is_closed_then_told_of_and_then_opened() throws Exception {
    images.objects.put(MARK, TOLD.replace("true", "false"));

    pursue();

    assertThat(changes())
        .map(it ->
            it instanceof PutObjectRequest put
                ? put.bucket() + " " + put.key().replaceFirst("probe-.*", "probe")
                : it.getClass().getSimpleName())
        .containsExactly(
            "PutBucketPolicyRequest",
            "images-west lifeboat/probe",
            "images-east lifeboat/ledger-e2.jsonl",
            "images-east " + MARK,
            "DeleteBucketPolicyRequest");
  }

  @Test
  void while_the_old_side_still_takes_writes_nothing_is_told() throws Exception {
    images.objects.put(MARK, TOLD.replace("true", "false"));
    images.obeys = false;

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(this::pursue)
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB2005));
    assertThat(changes()).hasSize(2).last().isInstanceOf(PutObjectRequest.class);
  }

  @Test
  void rules_of_others_keep_their_role() throws Exception {
    var logs =
        ReplicationRule.builder()
            .id("logs")
            .destination(it -> it.bucket("arn:aws:s3:::logs"))
            .build();
    var others = images.rules.get("images-east").copy(it -> it.role("of-others").rules(logs));
    images.rules.put("images-east", others);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(this::pursue)
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB7012));
    assertThat(changes()).isEmpty();
  }

  @Test
  void a_rule_and_a_tracer_that_are_missing_are_made() throws Exception {
    images.rules.clear();
    images.statuses.remove(TRACER);

    pursue();

    assertThat(images.rules).containsOnlyKeys("images-east", "images-west");
    assertThat(changes()).last().isInstanceOf(PutObjectRequest.class);
  }
}
