package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.scenario.ScenarioCourse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CriteriaJudgeTest {
  private static final Criterion MET = Criterion.met("seen");
  private static final Performance FAST = new Performance(Criterion.met("fast"), 5.0, 5.0, 1.0, 3);

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
    var slow = new Performance(Criterion.missed("slow"), 50.0, 500.0, 10.0, 3);

    assertThat(verdict(MET, MET, MET, slow))
        .isEqualTo(new DrillVerdict(Outcome.MISSED, "performance: slow"));
  }

  @Test
  void a_figure_is_told_beside_its_objective_and_never_met_unmeasured() {
    assertThat(CriteriaJudge.figure(new DrillResult.Rpo(0.25, 1, true, null)))
        .isEqualTo(Criterion.met("0.250 s of 1.000 s"));
    assertThat(CriteriaJudge.figure(new DrillResult.Rpo(2.0, 1, false, null)).verdict())
        .isEqualTo(Judgement.MISSED);
    assertThat(CriteriaJudge.figure(new DrillResult.Rpo(null, 1, null, "unread")))
        .isEqualTo(Criterion.unknown("unread"));
    assertThat(CriteriaJudge.figure(new DrillResult.Rpo(null, 1, null, null)).verdict())
        .isEqualTo(Judgement.UNKNOWN);
  }

  @Test
  void the_plans_checks_are_counted() {
    assertThat(CriteriaJudge.checksPass(0).why()).contains("asks for no check");
    assertThat(CriteriaJudge.checksPass(1).why()).isEqualTo("the plan's check passes");
    assertThat(CriteriaJudge.checksPass(3).why()).isEqualTo("the plan's 3 checks pass");
  }

  @Test
  void data_that_differs_at_one_time_differs() {
    var same = DataCheck.of(List.of());
    var differs =
        DataCheck.of(List.of(new DataCheck.Part("s", null, 1L, Judgement.MISSED, "differs")));

    assertThat(CriteriaJudge.sameData(new DrillResult.Data(same, differs, null)).why())
        .isEqualTo("after it: s: differs");
    assertThat(CriteriaJudge.sameData(new DrillResult.Data(same, same, null)).verdict())
        .isEqualTo(Judgement.MET);
    assertThat(CriteriaJudge.sameData(new DrillResult.Data(null, null, "not compared")))
        .isEqualTo(Criterion.unknown("not compared"));
  }

  private static Criterion unnoticed(
      long acknowledged, @Nullable Long lost, long unknown, long refused) {
    return CriteriaJudge.unnoticed(
        new DrillResult.WriteCounts(
            acknowledged, acknowledged, lost, unknown, refused, null, null, null));
  }

  @Test
  void a_drill_is_unnoticed_when_all_writes_of_clients_were_taken_and_kept() {
    assertThat(unnoticed(5, 0L, 0, 0).verdict()).isEqualTo(Judgement.MET);
    assertThat(unnoticed(5, 1L, 0, 0).verdict()).isEqualTo(Judgement.MISSED);
    assertThat(unnoticed(5, 0L, 1, 0).verdict()).isEqualTo(Judgement.MISSED);
    assertThat(unnoticed(5, 0L, 0, 1).why())
        .isEqualTo("5 writes of clients acknowledged, 1 refused, 0 unknown, 0 lost");
    assertThat(unnoticed(1, 0L, 0, 0).why()).startsWith("1 write of clients acknowledged, 0");
    assertThat(unnoticed(5, 0L, 0, 1).verdict()).isEqualTo(Judgement.MISSED);
    assertThat(unnoticed(0, 0L, 0, 0).verdict()).as("nobody wrote").isEqualTo(Judgement.MISSED);
    assertThat(unnoticed(5, null, 0, 0).verdict()).isEqualTo(Judgement.UNKNOWN);
    assertThat(CriteriaJudge.unnoticed(null).verdict()).isEqualTo(Judgement.UNKNOWN);
  }

  private static DrillVerdict verdict(
      Criterion course, Criterion function, Criterion integrity, Performance performance) {
    return CriteriaJudge.verdict(
        new Criteria(
            new Criteria.Course(ScenarioCourse.HEALED, course),
            MET,
            MET,
            function,
            integrity,
            performance));
  }
}
