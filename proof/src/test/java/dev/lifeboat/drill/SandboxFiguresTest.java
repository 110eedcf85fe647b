package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLine;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The outside canary writes number n at second n, and is answered at once.
final class SandboxFiguresTest {
  private static final Instant BEGAN = Instant.parse("2026-11-20T08:00:00Z");

  private static CanaryHistory recording(int writes) {
    var all = new ArrayList<CanaryAttempt>();
    for (int number = 1; number <= writes; number++) {
      var at = BEGAN.plusSeconds(number);
      all.add(new CanaryAttempt(number, at, new CanaryAttempt.Acknowledged(at, Optional.empty())));
    }
    return new CanaryHistory(
        new CanaryLine.Header("c", 1, 10, BEGAN), all, List.of(), Optional.empty(), 0);
  }

  private static StoredNumbers numbers(Long... held) {
    return new StoredNumbers.Numbers(new TreeSet<>(List.of(held)));
  }

  private static SandboxFigures.Held held(StoredNumbers rows, StoredNumbers objects) {
    return new SandboxFigures.Held(rows, objects);
  }

  @Test
  void what_was_acknowledged_after_the_point_was_never_to_be_in_the_sandbox() {
    var loss =
        SandboxFigures.lossAt(
            BEGAN.plusSeconds(3), recording(9), held(numbers(1L, 2L, 3L), numbers(1L, 2L, 3L)));

    assertThat(loss).isEqualTo(new Figure.Measured(Duration.ZERO));
  }

  @Test
  void the_earliest_write_that_is_not_in_the_sandbox_is_the_age_of_the_point() {
    var loss =
        SandboxFigures.lossAt(
            BEGAN.plusSeconds(5), recording(9), held(numbers(1L, 2L, 3L), numbers(1L, 2L)));

    assertThat(loss).isEqualTo(new Figure.Measured(Duration.ofSeconds(2)));
  }

  @Test
  void a_sandbox_that_was_not_read_or_a_point_before_any_write_is_unknown() {
    assertThat(
            SandboxFigures.lossAt(
                BEGAN.plusSeconds(5),
                recording(9),
                held(new StoredNumbers.Unread("gone"), numbers())))
        .isInstanceOf(Figure.Unknown.class);
    assertThat(SandboxFigures.lossAt(BEGAN, recording(9), held(numbers(), numbers())))
        .isInstanceOf(Figure.Unknown.class);
  }

  @Test
  void what_was_written_in_the_sandbox_must_be_read_back_there() {
    assertThat(IsolatedDrill.survived(result(numbers(1L, 2L))).verdict()).isEqualTo(Judgement.MET);
    assertThat(IsolatedDrill.survived(result(numbers(1L))))
        .isEqualTo(Criterion.missed("of 2 writes made there 1 not held"));
    assertThat(IsolatedDrill.survived(result(new StoredNumbers.Unread("gone"))).verdict())
        .isEqualTo(Judgement.UNKNOWN);
    assertThat(IsolatedDrill.survived(new Evidence.Result(Optional.empty(), "no log")))
        .isEqualTo(Criterion.unknown("no log"));
  }

  private static Evidence.Result result(StoredNumbers rows) {
    var measurement =
        Measurement.of(recording(2), FaultTime.at(BEGAN), rows, new StoredNumbers.NoStore());
    return new Evidence.Result(Optional.of(measurement), "");
  }
}
