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

  @Test
  void what_was_measured_has_two_decimals() {
    var from = Instant.EPOCH;
    assertThat(SpanText.measured(from, from.plusMillis(905))).isEqualTo("0.91 s");
  }
}
