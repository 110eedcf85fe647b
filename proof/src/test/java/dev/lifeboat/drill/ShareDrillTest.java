package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.scenario.Judgement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ShareDrillTest {
  private static LoanStatus lent(int seconds, String over, long requests, Double median) {
    return new LoanStatus(
        Duration.ofSeconds(seconds),
        Optional.ofNullable(over),
        new RegionReads(90, 0, 0, 4.0, 9.0),
        new RegionReads(requests, 0, 0, median, median));
  }

  @Test
  void a_loan_goes_on_until_enough_is_known_of_it() {
    assertThat(ShareDrill.known(lent(9, null, 500, 4.0))).as("too short").isFalse();
    assertThat(ShareDrill.known(lent(10, null, 19, 4.0))).as("too few reads").isFalse();
    assertThat(ShareDrill.known(lent(10, null, 20, 4.0))).isTrue();
    assertThat(ShareDrill.known(lent(60, null, 0, null))).as("long enough").isTrue();
    assertThat(ShareDrill.known(lent(1, "it failed", 0, null))).as("taken back").isTrue();
  }

  @Test
  void a_region_that_answers_three_times_as_slow_is_another_service() {
    assertThat(ShareDrill.speed(lent(10, null, 20, 12.0)).judged().verdict())
        .isEqualTo(Judgement.MET);
    assertThat(ShareDrill.speed(lent(10, null, 20, 900.0)).judged().verdict())
        .isEqualTo(Judgement.MISSED);
    assertThat(ShareDrill.speed(lent(10, null, 19, 4.0)).judged().verdict())
        .isEqualTo(Judgement.UNKNOWN);
    assertThat(ShareDrill.speed(lent(10, null, 20, null)).judged().verdict())
        .isEqualTo(Judgement.UNKNOWN);
  }
}
