package dev.lifeboat.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLine;
import dev.lifeboat.scenario.Performance.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PerformanceTest {
  private static final Instant BEGAN = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant FAULT = BEGAN.plusSeconds(10);
  private static final Instant BACK = BEGAN.plusSeconds(20);
  private static final Span BEFORE = new Span(BEGAN, FAULT);
  private static final Span AFTER = new Span(BACK, BEGAN.plusSeconds(30));

  @Test
  void three_times_as_slow_is_still_met_and_any_slower_is_missed() {
    assertThat(judge(100, 300).judged().verdict()).isEqualTo(Judgement.MET);
    assertThat(judge(100, 300).ratio()).isEqualTo(3.0);
    assertThat(judge(100, 301).judged().verdict()).isEqualTo(Judgement.MISSED);
  }

  @Test
  void what_nobody_notices_is_met_whatever_the_ratio() {
    var seen = judge(2, 199);

    assertThat(seen.judged().verdict()).isEqualTo(Judgement.MET);
    assertThat(seen.judged().why())
        .isEqualTo("median 199.0 ms, 2.0 ms before: ratio 99.50 of 3.0, and under 200 ms");
    assertThat(judge(2, 201).judged().verdict()).isEqualTo(Judgement.MISSED);
  }

  @Test
  void a_median_of_few_writes_is_unknown_and_not_met() {
    var few = new ArrayList<>(writes(BEGAN, 30, 5));
    few.addAll(writes(BACK, Performance.FEWEST - 1, 5));

    var seen = Performance.of(recording(few), BEFORE, AFTER);

    assertThat(seen.judged().verdict()).isEqualTo(Judgement.UNKNOWN);
    assertThat(seen.ratio()).isNull();
    assertThat(seen.judged().why())
        .isEqualTo("fewer than 20 writes were acknowledged after the recovery");
  }

  @Test
  void writes_of_the_outage_count_on_neither_side() {
    var all = new ArrayList<>(writes(BEGAN, 30, 5));
    all.addAll(writes(FAULT, 30, 2_000));
    all.addAll(writes(BACK, 30, 10));

    assertThat(Performance.of(recording(all), BEFORE, AFTER).ratio()).isEqualTo(2.0);
  }

  @Test
  void two_canaries_are_held_against_each_other_in_the_same_span() {
    var home = new ArrayList<>(writes(BEGAN, 100, 5));
    home.addAll(writes(BACK, 30, 100));
    var own = new ArrayList<>(writes(FAULT, 100, 900));
    own.addAll(writes(BACK, 30, 250));

    var seen = Performance.between(recording(home), recording(own), AFTER, "at home");

    assertThat(seen.judged().why())
        .isEqualTo("median 250.0 ms, 100.0 ms at home: ratio 2.50 of 3.0");
  }

  private static Performance judge(long before, long after) {
    var all = new ArrayList<>(writes(BEGAN, 30, before));
    all.addAll(writes(BACK, 30, after));
    return Performance.of(recording(all), BEFORE, AFTER);
  }

  private static List<CanaryAttempt> writes(Instant from, int count, long millis) {
    var writes = new ArrayList<CanaryAttempt>();
    for (int i = 0; i < count; i++) {
      var at = from.plusMillis(50L * i);
      long number = Duration.between(BEGAN, at).toMillis() + 1;
      writes.add(
          new CanaryAttempt(
              number,
              at,
              new CanaryAttempt.Acknowledged(at.plusMillis(millis), Optional.of("east"))));
    }
    return writes;
  }

  private static CanaryHistory recording(List<CanaryAttempt> writes) {
    return new CanaryHistory(
        new CanaryLine.Header("c", 20, 10, BEGAN), writes, List.of(), Optional.empty(), 0);
  }
}
