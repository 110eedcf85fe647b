package dev.lifeboat.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.scenario.Judgement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RegressionTest {
  private static final Regression THREE_TIMES = new Regression(3);

  @Test
  void exactly_three_times_the_median_is_met_and_more_is_missed() {
    assertThat(judge(6.0, List.of(1.0, 2.0, 9.0))).isEqualTo(Judgement.MET);
    assertThat(judge(6.1, List.of(1.0, 2.0, 9.0))).isEqualTo(Judgement.MISSED);
  }

  @Test
  void few_earlier_drills_tell_nothing_of_what_is_usual() {
    assertThat(judge(60.0, List.of(1.0, 2.0))).isEqualTo(Judgement.MET);
  }

  @Test
  void a_small_difference_is_no_regression_whatever_the_ratio() {
    assertThat(judge(2.0, List.of(0.1, 0.1, 0.1))).isEqualTo(Judgement.MET);
    assertThat(judge(2.2, List.of(0.1, 0.1, 0.1))).isEqualTo(Judgement.MISSED);
    assertThat(judge(3.0, List.of(0.0, 0.0, 0.0))).isEqualTo(Judgement.MISSED);
  }

  private static Judgement judge(double now, List<Double> earlier) {
    return THREE_TIMES.judge("RTO", Optional.of(now), earlier).verdict();
  }
}
