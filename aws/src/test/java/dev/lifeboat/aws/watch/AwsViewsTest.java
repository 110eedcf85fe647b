package dev.lifeboat.aws.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Round.View;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Detector.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A region whose database RDS goes on to call available.
@Tag("invariant-18")
final class AwsViewsTest {
  private static final FailoverPolicy.Detect ONCE =
      new FailoverPolicy.Detect(Duration.ofSeconds(1), 1);
  private static final CheckResult REFUSED = new CheckResult.Refused("probe", "nobody is there");
  private static final CheckResult SERVED = new CheckResult.Passed("probe");
  private static final CheckResult AVAILABLE = new CheckResult.Passed("rds orders");
  private static final View DOWN = new View.Down("it does not");
  private static final List<View> OTHERS =
      List.of(new View.Up("it does"), new View.Unknown("nobody can tell"));

  private static boolean isLost(
      CheckResult probed, List<CheckResult> writers, View recovery, View alarm, View lease) {
    var round =
        new Round(
            Instant.EPOCH,
            AwsViews.checks(probed, writers, recovery, lease),
            Optional.empty(),
            recovery,
            alarm,
            lease);
    return Detector.of(ONCE).after(round).verdict() instanceof Verdict.Down;
  }

  @Test
  void it_is_lost_once_probe_alarm_lease_and_replica_all_say_so_and_no_sooner() {
    var one = List.of(AVAILABLE);
    assertThat(isLost(REFUSED, one, DOWN, DOWN, DOWN)).isTrue();
    assertThat(isLost(SERVED, one, DOWN, DOWN, DOWN)).as("users are served").isFalse();
    for (var other : OTHERS) {
      assertThat(isLost(REFUSED, one, other, DOWN, DOWN)).as("replica: %s", other).isFalse();
      assertThat(isLost(REFUSED, one, DOWN, other, DOWN)).as("alarm: %s", other).isFalse();
      assertThat(isLost(REFUSED, one, DOWN, DOWN, other)).as("lease: %s", other).isFalse();
    }
  }

  /// One replica is looked at alone.
  @Test
  void of_several_databases_the_others_replicas_may_follow() {
    assertThat(isLost(REFUSED, List.of(AVAILABLE, AVAILABLE), DOWN, DOWN, DOWN)).isFalse();
  }

  @Test
  void why_what_rds_says_does_not_count_is_told() {
    assertThat(AwsViews.checks(REFUSED, List.of(AVAILABLE), DOWN, DOWN))
        .containsExactly(
            REFUSED, new CheckResult.Silent("rds orders", "RDS alone calls it available"));
    for (var other : OTHERS) {
      assertThat(AwsViews.checks(REFUSED, List.of(AVAILABLE), other, DOWN))
          .containsExactly(REFUSED, AVAILABLE);
    }
  }
}
