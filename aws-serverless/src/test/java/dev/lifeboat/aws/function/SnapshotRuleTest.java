package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnapshotRuleTest {
  /// Whoever writes two o'clock gets two o'clock, by a function that is called each hour.
  @ParameterizedTest
  @CsvSource({
    "2, 2026-11-25T01:59:59Z, 2026-11-24",
    "2, 2026-11-25T02:00:00Z, 2026-11-25",
    "2, 2026-11-25T23:59:59Z, 2026-11-25",
    "0, 2026-11-25T00:00:00Z, 2026-11-25",
    "23, 2026-11-25T22:59:59Z, 2026-11-24"
  })
  void a_day_of_snapshots_begins_at_its_hour(int hour, Instant now, String day) throws Exception {
    var rule = SnapshotRule.of(Map.of("atHour", hour));

    assertThat(KeptSnapshots.name("shop", rule.dayAt(now))).isEqualTo("lifeboat-shop-" + day);
  }

  @Test
  void what_an_event_leaves_out_has_a_default() throws Exception {
    assertThat(SnapshotRule.of(Map.of())).isEqualTo(new SnapshotRule(0, Duration.ofDays(7)));
  }

  @ParameterizedTest
  @CsvSource({"atHour,24", "atHour,-1", "retainDays,0", "retainDays,91"})
  void what_is_out_of_its_range_is_refused(String key, int value) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> SnapshotRule.of(Map.of(key, value)))
        .withMessageContaining("\"%s\" was %d".formatted(key, value));
  }
}
