package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// 2026-11-22 is a Sunday.
final class MoveWindowTest {

  @Test
  void within_the_window_is_now_and_outside_is_its_next_begin() {
    var window = MoveWindow.TYPE.parse("sat,sun 02:00-05:00 Europe/Berlin").orElseThrow();

    assertThat(window.next(at("2026-11-22T01:00:00Z"))).isEqualTo("2026-11-22T01:00:00Z");
    assertThat(window.next(at("2026-11-22T03:59:59Z"))).isEqualTo("2026-11-22T03:59:59Z");
    assertThat(window.next(at("2026-11-22T04:00:00Z"))).isEqualTo("2026-11-28T01:00:00Z");
    assertThat(window.next(at("2026-11-25T12:00:00Z"))).isEqualTo("2026-11-28T01:00:00Z");
  }

  @Test
  void one_over_midnight_belongs_to_the_day_on_which_it_begins() {
    var window = MoveWindow.TYPE.parse("sun 23:00-02:00").orElseThrow();

    assertThat(window.next(at("2026-11-23T01:30:00Z"))).isEqualTo("2026-11-23T01:30:00Z");
    assertThat(window.next(at("2026-11-23T02:00:00Z"))).isEqualTo("2026-11-29T23:00:00Z");
  }

  /// Clocks go forward at 02:00 on 2027-03-28: that night has no 02:30.
  @Test
  void a_night_without_that_hour_begins_as_soon_as_there_is_a_clock_that_shows_it() {
    var window = MoveWindow.TYPE.parse("02:30-04:00 Europe/Berlin").orElseThrow();

    assertThat(window.next(at("2027-03-28T00:00:00Z"))).isEqualTo("2027-03-28T01:30:00Z");
  }

  @Test
  void a_night_that_has_no_such_time_has_no_such_window() {
    var window = MoveWindow.TYPE.parse("sun 02:30-03:15 Europe/Berlin").orElseThrow();
    var opening = window.opening(at("2027-03-27T12:00:00Z"));

    assertThat(opening.begin()).isEqualTo("2027-04-04T00:30:00Z").isBefore(opening.end());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sat", "25:00-02:00", "02:00-02:00", "sam 02:00-05:00", "02:00-05:00 Nowhere"})
  void what_is_no_window_is_none(String text) {
    assertThat(MoveWindow.TYPE.parse(text)).isEmpty();
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
