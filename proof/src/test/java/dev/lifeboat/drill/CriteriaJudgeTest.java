package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.scenario.ScenarioCourse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CriteriaJudgeTest {
  private static final Criterion MET = Criterion.met("seen");
  private static final Performance FAST = new Performance(Judgement.MET, "fast", 5.0, 5.0, 1.0, 3);

  @Test
  void a_drill_passes_when_every_criterion_is_met() {
    assertThat(verdict(MET, MET, MET, FAST)).isEqualTo(DrillVerdict.PASSED);
  }

  @Test
  @Tag("invariant-39")
  void recovering_in_another_way_is_a_failure_however_fast_it_was() {
    assertThat(verdict(Criterion.missed("a failover began"), MET, MET, FAST))
        .isEqualTo(new DrillVerdict(Outcome.FAILED, "recovery: a failover began"));
  }

  @Test
  void data_that_differs_is_a_failure_and_data_not_read_is_not_met() {
    assertThat(verdict(MET, MET, Criterion.missed("rows differ"), FAST).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(verdict(MET, MET, Criterion.unknown("not read"), FAST))
        .isEqualTo(new DrillVerdict(Outcome.MISSED, "integrity not known: not read"));
  }

  @Test
  void a_slow_recovery_region_misses() {
    var slow = new Performance(Judgement.MISSED, "slow", 50.0, 500.0, 10.0, 3);

    assertThat(verdict(MET, MET, MET, slow))
        .isEqualTo(new DrillVerdict(Outcome.MISSED, "performance: slow"));
  }

  private static DrillVerdict verdict(
      Criterion course, Criterion function, Criterion integrity, Performance performance) {
    return CriteriaJudge.verdict(
        new Criteria(
            Criteria.Course.of(ScenarioCourse.HEALED, course),
            MET,
            MET,
            function,
            integrity,
            performance));
  }
}
