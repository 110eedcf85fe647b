package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.SourceSelectionCriteria;

class ReplicationWayTest {
  private static final BucketSite EAST =
      new BucketSite("us-east-1", "east-bucket", "role-east", Optional.empty());
  private static final BucketSite WEST =
      new BucketSite("us-west-2", "west-bucket", "role-west", Optional.empty());
  private static final ReplicationWay WAY = new ReplicationWay("images", EAST, WEST, true, false);

  private static Optional<ReplicationConfiguration> changed(
      UnaryOperator<ReplicationRule.Builder> change) {
    var made = WAY.in(Optional.empty());
    var rule = change.apply(made.rules().getFirst().toBuilder()).build();
    return Optional.of(made.toBuilder().rules(rule).build());
  }

  @Test
  void what_it_makes_is_what_it_wants() {
    assertThat(WAY.fault(Optional.of(WAY.in(Optional.empty())))).isEmpty();
    var timed = new ReplicationWay("images", EAST, WEST, false, true);
    assertThat(timed.fault(Optional.of(timed.in(Optional.empty())))).isEmpty();
  }

  @Test
  void whatever_is_otherwise_is_told() {
    assertThat(WAY.fault(Optional.empty()))
        .contains("no rule replicates east-bucket to west-bucket");
    assertTold(changed(it -> it.status(ReplicationRuleStatus.DISABLED)), "it is disabled");
    assertTold(changed(it -> it.filter(f -> f.prefix("a/"))), "not replicate the whole bucket");
    assertTold(changed(it -> it.destination(d -> d.bucket("arn:aws:s3:::x"))), "no rule");
    assertTold(changed(it -> it.destination(d -> d.bucket(WEST.arn()))), "it has no metrics");
    assertTold(
        changed(it ->
            it.deleteMarkerReplication(d -> d.status(DeleteMarkerReplicationStatus.DISABLED))),
        "it leaves out delete markers");
    var made = WAY.in(Optional.empty());
    assertTold(Optional.of(made.toBuilder().role("other").build()), "its role is other");
    var timed = new ReplicationWay("images", EAST, WEST, true, true);
    assertThat(timed.fault(Optional.of(made)).orElseThrow()).contains("no time control");
  }

  private static void assertTold(Optional<ReplicationConfiguration> present, String what) {
    assertThat(WAY.fault(present).orElseThrow()).contains(what);
  }

  @Test
  void rules_of_others_stay_and_its_own_is_replaced() {
    var other =
        ReplicationRule.builder()
            .id("logs")
            .priority(7)
            .destination(d -> d.bucket("arn:aws:s3:::logs"))
            .build();
    var present =
        Optional.of(ReplicationConfiguration.builder().role("role-east").rules(other).build());
    assertThat(WAY.changesOthers(present)).isFalse();
    var once = WAY.in(present);
    assertThat(once.rules()).hasSize(2).contains(other);
    assertThat(once.rules().getLast().priority()).isEqualTo(8);
    assertThat(WAY.in(Optional.of(once))).isEqualTo(once);
    assertThat(WAY.changesOthers(Optional.of(once.toBuilder().role("x").build()))).isTrue();
  }

  /// Else S3 would from then on leave out what only the user's own rule took.
  @Test
  void what_a_user_set_in_the_rule_that_leads_there_stays() {
    var own =
        ReplicationRule.builder()
            .id("own")
            .priority(3)
            .status(ReplicationRuleStatus.DISABLED)
            .filter(f -> f.prefix(""))
            .sourceSelectionCriteria(c ->
                c.sseKmsEncryptedObjects(e -> e.status("Enabled"))
                    .replicaModifications(e -> e.status("Enabled")))
            .existingObjectReplication(e -> e.status("Enabled"))
            .destination(d ->
                d.bucket(WEST.arn())
                    .storageClass("STANDARD_IA")
                    .encryptionConfiguration(e -> e.replicaKmsKeyID("arn:key")))
            .build();
    var present =
        Optional.of(ReplicationConfiguration.builder().role("role-east").rules(own).build());

    var mended = WAY.in(present);

    assertThat(WAY.fault(Optional.of(mended))).isEmpty();
    assertThat(mended.rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.id()).isEqualTo("own");
          assertThat(rule.priority()).isEqualTo(3);
          assertThat(rule.sourceSelectionCriteria()).isEqualTo(own.sourceSelectionCriteria());
          assertThat(rule.existingObjectReplication()).isEqualTo(own.existingObjectReplication());
          assertThat(rule.destination().storageClassAsString()).isEqualTo("STANDARD_IA");
          assertThat(rule.destination().encryptionConfiguration().replicaKmsKeyID())
              .isEqualTo("arn:key");
        });
  }

  @Test
  void a_users_rule_for_a_part_stays_as_it_is_below_one_for_all() {
    var own =
        ReplicationRule.builder()
            .id("own")
            .priority(3)
            .status(ReplicationRuleStatus.ENABLED)
            .filter(f -> f.prefix("logs/"))
            .destination(d -> d.bucket(WEST.arn()))
            .build();
    var present =
        Optional.of(ReplicationConfiguration.builder().role("role-east").rules(own).build());
    assertTold(present, "not replicate the whole bucket");

    var mended = WAY.in(present);

    assertThat(mended.rules()).hasSize(2).contains(own);
    assertThat(mended.rules().getLast().priority()).isEqualTo(4);
    assertThat(WAY.fault(Optional.of(mended))).isEmpty();
    var above = own.toBuilder().priority(9).build();
    var covered = mended.toBuilder().rules(above, mended.rules().getLast()).build();
    assertTold(Optional.of(covered), "'own' goes before it");
    assertThat(WAY.fault(Optional.of(WAY.in(Optional.of(covered))))).isEmpty();
  }

  @Test
  void a_key_of_the_plan_must_be_the_one_of_the_rule() {
    var there = new BucketSite("us-west-2", "west-bucket", "role-west", Optional.of("arn:key"));
    var way = new ReplicationWay("images", EAST, there, true, false);
    var none = Optional.of(WAY.in(Optional.empty()));
    assertThat(way.fault(none).orElseThrow()).contains("it leaves out what KMS encrypts");

    var mended = way.in(none);

    assertThat(way.fault(Optional.of(mended))).isEmpty();
    assertThat(way.takesEncrypted(Optional.of(mended))).isTrue();
    assertThat(WAY.fault(Optional.of(mended))).as("without a key in the plan").isEmpty();
    var part = mended.rules().getFirst().toBuilder().id("part").priority(9);
    part.filter(f -> f.prefix("logs/")).sourceSelectionCriteria((SourceSelectionCriteria) null);
    var above = mended.toBuilder().rules(part.build(), mended.rules().getFirst()).build();
    assertThat(way.takesEncrypted(Optional.of(above))).as("of all objects").isFalse();
    assertThat(way.fault(Optional.of(above)).orElseThrow()).contains("'part' goes before it");
    var another = new BucketSite("us-west-2", "west-bucket", "role-west", Optional.of("arn:new"));
    var changed = new ReplicationWay("images", EAST, another, true, false);
    assertThat(changed.fault(Optional.of(mended)).orElseThrow()).contains("replicas by arn:new");
    assertThat(changed.fault(Optional.of(changed.in(Optional.of(mended))))).isEmpty();
  }

  /// S3 takes no rules of both forms in one bucket.
  @Test
  @SuppressWarnings("deprecation")
  void a_rule_of_the_old_form_is_made_one_of_the_new() {
    var old =
        ReplicationRule.builder()
            .id("old")
            .prefix("")
            .status(ReplicationRuleStatus.ENABLED)
            .destination(d -> d.bucket(WEST.arn()).storageClass("STANDARD_IA"))
            .build();
    var present =
        Optional.of(ReplicationConfiguration.builder().role("role-east").rules(old).build());
    assertTold(present, "not replicate the whole bucket");
    assertThat(WAY.in(present).rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.prefix()).isNull();
          assertThat(rule.filter().prefix()).isEmpty();
          assertThat(rule.destination().storageClassAsString()).isEqualTo("STANDARD_IA");
        });
  }
}
