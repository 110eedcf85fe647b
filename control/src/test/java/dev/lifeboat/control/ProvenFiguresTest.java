package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.DrillProof;
import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.history.DrillType;
import dev.lifeboat.history.PastDrill;
import dev.lifeboat.history.PastDrill.End;
import dev.lifeboat.history.PastDrill.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvenFiguresTest {
  private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");
  private static final Duration TOOK = Duration.ofHours(2);

  @Test
  void the_worst_of_those_that_passed_counts() {
    var it = standing(drill(0, Outcome.PASSED, 9.0), drill(1, Outcome.PASSED, 4.0));

    assertThat(rto(it)).hasValue(Duration.ofSeconds(9));
    assertThat(it.measured().orElseThrow().newestAt()).as("its end").isEqualTo(day(1).plus(TOOK));
    assertThat(it.refuted()).isEmpty();
    assertThat(it.run()).hasValue("run-1");
  }

  /// What was quick once and missed since is as slow as it was since, and proven no longer.
  @Test
  void a_newer_miss_outlives_an_old_pass() {
    var it = standing(drill(0, Outcome.PASSED, 4.0), drill(1, Outcome.MISSED, 4_000.0));

    assertThat(rto(it)).hasValue(Duration.ofSeconds(4_000));
    assertThat(it.refuted()).hasValue("the drill run-1 ended as missed");
    assertThat(it.run()).isEmpty();
  }

  @Test
  void a_newer_drill_that_never_recovered_leaves_no_figure() {
    var it =
        standing(
            drill(0, Outcome.PASSED, 4.0),
            new PastDrill(
                "run-1",
                DrillType.of("region-loss"),
                day(1),
                day(1),
                new End.CutOff("step 3 of 9"),
                Figures.NONE,
                false));

    assertThat(it.measured()).isEmpty();
    assertThat(it.refuted()).hasValue("the drill run-1 ended as interrupted");
  }

  @Test
  void a_miss_that_a_newer_drill_made_good_is_history() {
    var it =
        standing(
            drill(0, Outcome.PASSED, 4.0),
            drill(1, Outcome.MISSED, 4_000.0),
            drill(2, Outcome.PASSED, 5.0));

    assertThat(rto(it)).hasValue(Duration.ofSeconds(5));
    assertThat(it.refuted()).isEmpty();
  }

  /// Nearest rank: of two the first is the median, the second what nine of ten did not exceed.
  @Test
  void the_spread_is_that_of_all_drills_of_this_plan() {
    var it = standing(drill(0, Outcome.PASSED, 9.0), drill(1, Outcome.PASSED, 4.0));

    assertThat(it.spans().rto())
        .hasValue(new MeasuredSpread(Duration.ofSeconds(4), Duration.ofSeconds(9), 2));
  }

  /// Who goes back to a plan that missed has not proven it by what another plan did.
  @Test
  void a_pass_of_another_plan_proves_nothing_of_this_one() {
    var other =
        new PastDrill(
            "run-2",
            DrillType.of("region-loss"),
            day(2),
            day(2),
            new End.Judged(Outcome.PASSED),
            figures(1.0),
            false);

    var it = standing(drill(1, Outcome.MISSED, 4_000.0), other);

    assertThat(rto(it)).hasValue(Duration.ofSeconds(4_000));
    assertThat(it.refuted()).hasValue("the drill run-1 ended as missed");
  }

  private static DrillProof standing(PastDrill... drills) {
    return ProvenFigures.standing(List.of(drills), Optional.empty(), Map.of());
  }

  private static Optional<Duration> rto(DrillProof it) {
    return it.measured().map(measured -> measured.rto());
  }

  private static PastDrill drill(int number, Outcome outcome, double rtoSeconds) {
    return new PastDrill(
        "run-" + number,
        DrillType.of("region-loss"),
        day(number),
        day(number).plus(TOOK),
        new End.Judged(outcome),
        figures(rtoSeconds),
        true);
  }

  private static Figures figures(double rtoSeconds) {
    return new Figures(Optional.of(rtoSeconds), Optional.of(0.5), Optional.empty());
  }

  private static Instant day(int number) {
    return FIRST.plus(Duration.ofDays(number));
  }
}
