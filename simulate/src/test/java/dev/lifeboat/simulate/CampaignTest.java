package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Violation.Invariant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CampaignTest {

  /// Every third world breaks a rule, every second one is a failover of as many seconds.
  private static Outcome play(long seed) {
    var broken = new Violation(Invariant.ONE_WRITER, "two", Duration.ZERO);
    return new Outcome(
        seed,
        seed % 2 == 0 ? Mode.FAILOVER : Mode.SWITCHOVER,
        "done",
        Optional.of(Duration.ofSeconds(seed)),
        Optional.of(Duration.ZERO),
        seed % 3 == 0 ? List.of(broken) : List.of(),
        new Outcome.Course(1, seed, List.of()));
  }

  @Test
  void it_counts_broken_worlds_apart_and_measures_failovers_alone() {
    var campaign = new Campaign(CampaignTest::play);
    for (long seed = 1; seed <= 60; seed++) {
      assertThat(campaign.next(seed).seed()).isEqualTo(seed);
    }
    var sums = campaign.sums();

    assertThat(sums.runs()).isEqualTo(60);
    assertThat(sums.violations()).isEqualTo(20);
    assertThat(sums.failing()).as("the first ten are named").hasSize(10).startsWith(3L, 6L);
    assertThat(sums.endings()).isEqualTo(Map.of("done", 40));
    assertThat(sums.modes()).isEqualTo(Map.of(Mode.FAILOVER, 30, Mode.SWITCHOVER, 30));
    assertThat(sums.rto().count()).isEqualTo(30);
    assertThat(sums.rto().percentile(100)).contains(Duration.ofSeconds(60));
  }
}
