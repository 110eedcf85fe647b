package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.bucket.BucketRole;
import dev.lifeboat.lab.bucket.BucketState;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What both gateways tell, and whether that is a bucket that follows.
final class BucketFollowsTest {
  private static final Goal.Replicating GOAL =
      new Goal.Replicating("images", "west", "east", Goal.Level.STREAMING);
  private static final BucketState REPLICA =
      new BucketState(BucketRole.REPLICA, 3, 0, 0L, true, null, null, null, false, false, false);

  @Test
  void a_compared_peer_with_little_to_wait_for_follows() {
    assertThat(seen(writer(Duration.ofMillis(300), true, true, false), REPLICA))
        .isInstanceOf(Observation.Met.class);
  }

  @Test
  void a_peer_that_a_synchronous_writer_does_not_wait_for_does_not_follow_yet() {
    assertThat(seen(writer(Duration.ofMillis(300), true, true, true), REPLICA))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            it -> assertThat(it.why()).endsWith("is not waited for by the writer yet"));
  }

  @Test
  void a_peer_that_is_far_behind_silent_or_not_compared_does_not_follow_yet() {
    assertThat(seen(writer(Duration.ofSeconds(3), true, true, false), REPLICA))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            it -> assertThat(it.why()).isEqualTo("1 version to send, the oldest for 3.00 s"));
    assertThat(seen(writer(Duration.ZERO, false, true, false), REPLICA))
        .isInstanceOf(Observation.Pending.class);
    assertThat(seen(writer(Duration.ZERO, true, false, false), REPLICA))
        .isInstanceOf(Observation.Pending.class);
  }

  @Test
  void nobody_follows_a_gateway_that_does_not_write() {
    assertThat(seen(REPLICA, REPLICA))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            it -> assertThat(it.why()).isEqualTo("the gateway in east is no writer"));
  }

  private static Observation seen(BucketState source, BucketState replica) {
    return LabBucketReplication.streaming(GOAL, source, replica);
  }

  private static BucketState writer(
      Duration lag, boolean peerReachable, boolean reconciled, boolean answersEarly) {
    return new BucketState(
        BucketRole.WRITER,
        3,
        1,
        lag.toMillis(),
        peerReachable,
        null,
        null,
        null,
        reconciled,
        answersEarly,
        false);
  }
}
