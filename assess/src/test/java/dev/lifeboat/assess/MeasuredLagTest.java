package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Lag that was seen says more of an RPO than one that is assumed.
final class MeasuredLagTest {
  private static final Plan COPIED_LATER =
      AssessedPlans.plan(
          AssessedPlans.shop("objectives: { rto: 1h, rpo: 30m }\nstrategy: warm-standby"));

  @Test
  void less_than_a_day_tells_nothing() {
    assertThat(MeasuredLag.of(Collections.nCopies(23, Duration.ofSeconds(1)))).isEmpty();
    assertThat(MeasuredLag.of(Collections.nCopies(24, Duration.ofSeconds(1)))).isPresent();
  }

  /// Nearest rank: of 200 hours two may be worse, of 24 none.
  @Test
  void one_hour_of_a_hundred_may_be_worse() {
    var hours = new ArrayList<>(Collections.nCopies(198, Duration.ofSeconds(3)));
    hours.addAll(List.of(Duration.ofMinutes(9), Duration.ofMinutes(8)));

    assertThat(MeasuredLag.of(hours)).hasValue(new MeasuredLag(Duration.ofSeconds(3), 200));
    assertThat(MeasuredLag.of(hours.subList(176, 200)))
        .hasValue(new MeasuredLag(Duration.ofMinutes(9), 24));
  }

  @Test
  void it_stands_for_what_is_assumed_and_for_the_planned_strategy_alone() {
    var it = assessed(DrillProof.NONE, Duration.ofSeconds(40));

    assertThat(it.planned().estimate().rpo()).isEqualTo(Duration.ofSeconds(40));
    assertThat(it.planned().estimate().rpoBasis()).isEqualTo(FigureBasis.MEASURED);
    assertThat(it.planned().estimate().basis()).isEqualTo(FigureBasis.ASSUMED);
    assertThat(it.options().all())
        .filteredOn(option -> option.strategy() != it.planned().strategy())
        .isNotEmpty()
        .allMatch(option -> option.estimate().rpoBasis() == FigureBasis.ASSUMED);
  }

  @Test
  void a_drill_that_lost_less_by_luck_does_not_outweigh_it() {
    assertThat(rpo(drilled(5), 40)).isEqualTo(Duration.ofSeconds(40));
    assertThat(rpo(drilled(50), 40)).isEqualTo(Duration.ofSeconds(50));
  }

  private static Duration rpo(DrillProof drilled, long lagSeconds) {
    return assessed(drilled, Duration.ofSeconds(lagSeconds)).planned().estimate().rpo();
  }

  private static DrillProof drilled(long rpoSeconds) {
    return new DrillProof(
        Optional.of(
            new MeasuredRecovery(
                Duration.ofSeconds(9), Duration.ofSeconds(rpoSeconds), AssessedPlans.AT)),
        Optional.empty(),
        Optional.of("run-1"),
        PastSpans.NONE,
        Optional.empty());
  }

  private static WorkloadAssessment assessed(DrillProof drilled, Duration lag) {
    var spans =
        new PastSpans(
            Optional.empty(), Optional.empty(), Optional.of(new MeasuredLag(lag, 48)), Map.of());
    var proof =
        new DrillProof(
            drilled.measured(), drilled.refuted(), drilled.run(), spans, drilled.unprotected());
    return AssessedPlans.only(AssessedPlans.assessed(COPIED_LATER, Map.of("shop", proof)));
  }
}
