package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;

class ReplicationWayTest {
  private static final BucketSite EAST = new BucketSite("us-east-1", "east-bucket", "role-east");
  private static final BucketSite WEST = new BucketSite("us-west-2", "west-bucket", "role-west");
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
}
