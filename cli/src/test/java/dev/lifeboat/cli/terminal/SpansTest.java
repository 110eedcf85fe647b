package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

  private static final Instant THEN = Instant.parse("2026-11-20T08:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0 s ago", "119, 119 s ago"})
  void an_age_is_rough(long seconds, String words) {
    assertThat(Spans.ago(THEN, THEN.plusSeconds(seconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"120, 2 min ago", "7200, 2 h ago", "172800, 2 days ago"})
  void beside_an_age_of_minutes_stands_the_moment(long seconds, String words) {
    assertThat(Spans.ago(THEN, THEN.plusSeconds(seconds)))
        .isEqualTo("%s (%s)", words, Spans.local(THEN));
  }

  @Test
  void what_was_not_measured_is_unknown() {
    assertThat(Spans.seconds(null)).isEqualTo("unknown");
  }

  @Test
  void a_screen_is_as_wide_as_the_launcher_says() {
    assertThat(Terminal.columns(Map.of("COLUMNS", "132"))).isEqualTo(132);
    assertThat(Terminal.columns(Map.of("COLUMNS", "0"))).isEqualTo(80);
  }

  @Test
  void colour_is_for_terminals_that_want_it() {
    assertThat(Terminal.wantsColour(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Terminal.wantsColour(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Terminal.wantsColour(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.wantsColour(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
  }
}
