package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How often a step is looked at: soon at first, and never more often than an execution's history
/// bears.
final class PollPaceTest {
  @Test
  void each_look_comes_later_after_the_one_before() {
    assertThat(PollPace.STANDARD.looks(Duration.ofSeconds(2))).isEqualTo(1);
    assertThat(PollPace.STANDARD.looks(Duration.ofSeconds(3))).isEqualTo(2);
    assertThat(PollPace.STANDARD.looks(Duration.ofSeconds(10))).isEqualTo(4);
  }

  @Test
  void a_step_that_may_take_a_day_fits_into_a_history() {
    var day = Duration.ofDays(1);
    assertThat(PollPace.STANDARD.looks(day)).isBetween(150, 200);
    assertThat(PollPace.STANDARD.growth(day)).isGreaterThan(1);
    assertThat(PollPace.STANDARD.growth(Duration.ofMinutes(10))).isEqualTo(1);
  }

  @Test
  void without_waits_the_looks_are_few_whatever_the_deadline() {
    assertThat(new PollPace(0, 0).looks(Duration.ofDays(1))).isEqualTo(40);
  }
}
