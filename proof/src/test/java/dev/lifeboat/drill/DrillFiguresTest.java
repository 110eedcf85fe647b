package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.measure.Writes;
import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.PlanParts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DrillFiguresTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Objectives OBJECTIVES =
      PlanParts.objectives(Duration.ofSeconds(10), Duration.ofSeconds(1));
  private static final DrillMoments TIMING =
      new DrillMoments(
          AT,
          AT.plusMillis(30),
          AT.plusMillis(900),
          AT.plusMillis(1_000),
          Optional.of(AT.plusSeconds(7)));

  private static DrillResult.Measured measured(Figure rto, Figure rpo, Survival survival) {
    var measurement = new Measurement(rto, rpo, new Writes(100, 7, 3, survival));
    var result = new Evidence.Result(Optional.of(measurement), "");
    return new DrillFigures(OBJECTIVES, result, Optional.of(TIMING), TIMING.capacity()).measured();
  }

  private static Figure seconds(double seconds) {
    return new Figure.Measured(Duration.ofNanos((long) (seconds * 1e9)));
  }

  private static final Survival ALL = new Survival.Counted(100, List.of());

  @Test
  void an_rto_divides_into_detection_decision_and_the_rest() {
    var rto = measured(seconds(4.5), seconds(0), ALL).rto();

    assertThat(rto).isEqualTo(new DrillResult.Rto(4.5, 10, true, 0.9, 0.1, 3.5, 7.0, null));
  }

  @Test
  void exactly_the_objective_is_met_and_a_nanosecond_more_is_not() {
    assertThat(measured(seconds(10), seconds(1), ALL).rto().met()).isTrue();
    assertThat(measured(seconds(10), seconds(1), ALL).rpo().met()).isTrue();
    var more = new Figure.Measured(Duration.ofSeconds(10).plusNanos(1));
    assertThat(measured(more, seconds(1), ALL).rto().met()).isFalse();
  }

  @Test
  void what_was_not_measured_is_null_and_never_met() {
    var measured = measured(new Figure.Unknown("the canary was killed"), seconds(0), ALL);

    assertThat(measured.rto().seconds()).isNull();
    assertThat(measured.rto().met()).isNull();
    assertThat(measured.rto().recoverSeconds()).isNull();
    assertThat(measured.rto().why()).isEqualTo("the canary was killed");
    assertThat(DrillFigures.verdict(measured))
        .isEqualTo(new DrillVerdict(Outcome.MISSED, "RTO not measured: the canary was killed"));
  }

  @Test
  void without_a_log_there_are_neither_figures_nor_counts() {
    var none = new Evidence.Result(Optional.empty(), "line 3 is damaged");
    var measured = DrillFigures.of(OBJECTIVES, none).measured();

    assertThat(measured.writes()).isNull();
    assertThat(measured.rpo()).isEqualTo(new DrillResult.Rpo(null, 1, null, "line 3 is damaged"));
  }

  @Test
  void lost_writes_are_counted_by_store_and_named() {
    var lost =
        List.of(
            new Survival.LostWrite(8, AT, true, false), new Survival.LostWrite(9, AT, true, true));
    var writes = measured(seconds(1), seconds(0.5), new Survival.Counted(98, lost)).writes();

    assertThat(writes)
        .isEqualTo(
            new DrillResult.WriteCounts(
                100, 98L, 2L, 3, 7, new DrillResult.LostBy(2, 1), List.of(8L, 9L), null));
  }

  @Test
  void writes_of_a_store_that_was_not_read_are_not_lost_and_not_surviving() {
    var writes = measured(seconds(1), seconds(0), new Survival.Unknown("refused")).writes();

    assertThat(writes)
        .isEqualTo(new DrillResult.WriteCounts(100, null, null, 3, 7, null, null, "refused"));
  }

  @Test
  void the_rto_is_told_before_the_rpo_and_what_is_unknown_before_what_is_missed() {
    assertThat(DrillFigures.verdict(measured(seconds(11), seconds(2), ALL)).why())
        .isEqualTo("RTO over its objective");
    assertThat(DrillFigures.verdict(measured(seconds(1), seconds(2), ALL)).why())
        .isEqualTo("RPO over its objective");
    var unread = measured(seconds(11), new Figure.Unknown("unread"), ALL);
    assertThat(DrillFigures.verdict(unread).why()).isEqualTo("RPO not measured: unread");
    assertThat(DrillFigures.verdict(measured(seconds(1), seconds(0), ALL)))
        .isEqualTo(DrillVerdict.PASSED);
  }

  @Test
  void a_client_that_was_served_before_the_run_was_open_makes_no_span_negative() {
    assertThat(TIMING.recover(Duration.ofMillis(500))).isZero();
    assertThat(TIMING.planned()).isFalse();
  }

  @Test
  void capacity_that_was_there_before_the_fault_says_nothing() {
    var early = new DrillMoments(AT, AT, AT, AT.minusSeconds(1), Optional.of(AT.minusMillis(1)));

    assertThat(early.capacity()).isEmpty();
    assertThat(early.planned()).isTrue();
  }
}
