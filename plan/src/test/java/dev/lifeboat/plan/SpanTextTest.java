package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How spans are rounded for people.
final class SpanTextTest {
  @ParameterizedTest
  @CsvSource({"PT0S, 0 s", "PT9.94S, 9.9 s", "PT10.001S, 11 s", "PT1M30.5S, 1 min 31 s"})
  void an_estimate_is_never_told_shorter_by_whole_seconds(Duration span, String told) {
    assertThat(SpanText.estimated(span)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0 s",
    "PT119S, 119 s",
    "PT2M, 2 min",
    "PT119M59S, 119 min",
    "PT2H, 2 h",
    "PT48H, 2 days"
  })
  void a_rough_span_has_one_unit(Duration span, String told) {
    assertThat(SpanText.rough(span)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "0.2, 0.20 s",
    "5, 5 s",
    "90, 1 min 30 s",
    "900, 15 min",
    "14400, 4 h",
    "86400, 1 d"
  })
  void an_objective_is_said_in_units_without_a_rest(double seconds, String words) {
    assertThat(SpanText.objective(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.2S, 200 ms",
    "PT90S, 90 s",
    "PT5M, 5 min",
    "PT601S, 10 min 1 s",
    "PT90M, 90 min",
    "PT36H, 36 h"
  })
  void a_deadline_is_told_in_few_units(Duration span, String words) {
    assertThat(SpanText.inFewUnits(span)).isEqualTo(words);
  }

  @Test
  void what_was_measured_has_two_decimals() {
    var from = Instant.EPOCH;
    assertThat(SpanText.measured(from, from.plusMillis(905))).isEqualTo("0.91 s");
    assertThat(SpanText.number(Duration.ofMillis(167))).isEqualTo(0.167);
  }
}
