package dev.lifeboat.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallRateTest {
  private final CallRate rate = new CallRate(10, 3);

  @Test
  void a_burst_leaves_at_once_and_then_one_after_the_other() {
    var now = Duration.ofSeconds(5);
    assertThat(rate.take(now)).isZero();
    assertThat(rate.take(now)).isZero();
    assertThat(rate.take(now)).isZero();
    assertThat(rate.take(now)).isEqualTo(Duration.ofMillis(100));
    assertThat(rate.take(now)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void a_pause_earns_one_burst_and_no_more() {
    for (int i = 0; i < 4; i++) {
      rate.take(Duration.ZERO);
    }
    var later = Duration.ofHours(1);
    for (int i = 0; i < 3; i++) {
      assertThat(rate.take(later)).isZero();
    }
    assertThat(rate.take(later)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void a_clock_whose_origin_lies_in_the_future_changes_nothing() {
    var now = Duration.ofSeconds(-5);
    for (int i = 0; i < 3; i++) {
      assertThat(rate.take(now)).isZero();
    }
    assertThat(rate.take(now)).isEqualTo(Duration.ofMillis(100));
  }
}
