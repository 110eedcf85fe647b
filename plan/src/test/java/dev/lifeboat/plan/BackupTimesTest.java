package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackupTimesTest {
  private static BackupTimes of(String text) {
    return BackupTimes.TYPE.parse(text).orElseThrow();
  }

  private static void requireAround(String times, String last, String now, String next) {
    assertThat(of(times).last(Instant.parse(now))).isEqualTo(Instant.parse(last));
    assertThat(of(times).next(Instant.parse(now))).isEqualTo(Instant.parse(next));
  }

  @Test
  void each_moment_has_one_before_it_and_one_behind_it() {
    requireAround(
        "daily 02:00", "2026-11-27T02:00:00Z", "2026-11-27T09:30:00Z", "2026-11-28T02:00:00Z");
    requireAround(
        "daily 02:00", "2026-11-27T02:00:00Z", "2026-11-27T02:00:00Z", "2026-11-28T02:00:00Z");
    requireAround(
        "daily 18:00,06:00",
        "2026-11-27T06:00:00Z",
        "2026-11-27T09:30:00Z",
        "2026-11-27T18:00:00Z");
    requireAround( // A Friday.
        "fri 02:00", "2026-11-20T02:00:00Z", "2026-11-27T01:59:59Z", "2026-11-27T02:00:00Z");
    requireAround(
        "sun 00:30 Pacific/Kiritimati",
        "2026-11-21T10:30:00Z",
        "2026-11-22T00:00:00Z",
        "2026-11-28T10:30:00Z");
  }

  /// Clocks go from 02:00 to 03:00 that night.
  @Test
  void a_time_that_a_night_has_not_comes_later_that_night() {
    requireAround(
        "daily 02:30 Europe/Berlin",
        "2026-03-28T01:30:00Z",
        "2026-03-29T01:00:00Z",
        "2026-03-29T01:30:00Z");
  }

  @Test
  void it_is_written_as_it_is_read() {
    for (var text : new String[] {"daily 02:00 UTC", "sat,sun 06:00,18:00 Europe/Berlin"}) {
      assertThat(of(text)).hasToString(text);
    }
  }

  @Test
  void what_is_no_schedule_is_refused() {
    for (var text :
        new String[] {
          "",
          "daily",
          "02:00",
          "daily 24:01",
          "dayly 02:00",
          "fun 02:00",
          "mon 2:00",
          "daily 02:00 Nowhere/Here"
        }) {
      assertThat(BackupTimes.TYPE.parse(text)).as(text).isEmpty();
    }
  }
}
