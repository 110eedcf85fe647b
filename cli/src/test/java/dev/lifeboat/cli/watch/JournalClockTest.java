package dev.lifeboat.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Words that are told while nothing happens have the time of the run that is followed.
final class JournalClockTest {
  private static final Instant BEGAN = Instant.parse("2026-11-19T08:00:00Z");

  private Instant now = Instant.parse("2026-11-29T10:00:00Z");

  /// Else it would seem that somebody waited for ten days.
  @Test
  void one_that_is_long_over_is_not_as_old_as_it_is() {
    var clock = JournalClock.ofPast(() -> now, BEGAN);
    now = now.plusSeconds(2);
    assertThat(clock.instant()).isEqualTo(BEGAN.plusSeconds(2));

    clock.at(
        BEGAN.plusSeconds(30), () -> assertThat(clock.instant()).isEqualTo(BEGAN.plusSeconds(30)));
    now = now.plusSeconds(2);
    assertThat(clock.instant()).isEqualTo(BEGAN.plusSeconds(32));
  }

  @Test
  void one_that_is_executed_is_followed_by_the_present() {
    var clock = JournalClock.ofLive(() -> now);

    clock.at(BEGAN, () -> assertThat(clock.instant()).isEqualTo(BEGAN));

    assertThat(clock.instant()).isEqualTo(now);
  }
}
