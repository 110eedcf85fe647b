package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.simulate.StepTimes.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: regions that take their time, as those of a cloud do, break no rule by that alone.
final class PatienceTest {
  private static final int SEEDS = 12;

  /// Each kind of step in turn takes longer than people wait at least, and than its deadline.
  private static Stream<Named<StepTimes>> slow() {
    var twenty = new Range(Duration.ofMinutes(18), Duration.ofMinutes(20));
    var s = StepTimes.standard();
    return Stream.of(
        Named.of(
            "demote",
            new StepTimes(twenty, s.promote(), s.copyAnew(), s.start(), s.scale(), s.route())),
        Named.of(
            "promote",
            new StepTimes(s.demote(), twenty, s.copyAnew(), s.start(), s.scale(), s.route())),
        Named.of(
            "copy anew",
            new StepTimes(s.demote(), s.promote(), twenty, s.start(), s.scale(), s.route())),
        Named.of(
            "scale",
            new StepTimes(s.demote(), s.promote(), s.copyAnew(), s.start(), twenty, s.route())));
  }

  @ParameterizedTest
  @MethodSource("slow")
  void steps_of_twenty_minutes_break_no_rule(StepTimes times) throws Exception {
    var plan = Storefront.plan();
    var simulation =
        Simulation.of(Storefront.compiler(), plan, plan.workload(Storefront.SHOP), times);
    var broken = new ArrayList<List<Violation>>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      broken.add(simulation.play(seed).violations());
    }

    assertThat(broken).allMatch(List::isEmpty);
  }

  /// Who never comes to rest is seen before the day is over.
  @Test
  void a_quick_plan_is_waited_for_briefly() throws Exception {
    var patience = Patience.of(Worlds.setting());

    assertThat(patience.rest()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(20));
    assertThat(patience.resumes()).isEqualTo(3);
  }
}
