package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Scenarios;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RehearsalTest {

  private static DrillResult.WriteCounts writes(long refused, long unknown, Long lost) {
    return new DrillResult.WriteCounts(100, 100L, lost, unknown, refused, null, null, null);
  }

  private static LoanStatus lent(long requests, String over) {
    return new LoanStatus(
        Duration.ofSeconds(10),
        Optional.of(over),
        new RegionReads(90, 0, 0, 4.0, 9.0),
        new RegionReads(requests, 0, 0, 4.0, 9.0));
  }

  @Test
  void one_write_of_a_client_that_failed_is_noticed() {
    assertThat(CriteriaJudge.unnoticed(writes(0, 0, 0L)).verdict()).isEqualTo(Judgement.MET);
    assertThat(CriteriaJudge.unnoticed(writes(1, 0, 0L)).verdict()).isEqualTo(Judgement.MISSED);
    assertThat(CriteriaJudge.unnoticed(writes(0, 1, 0L)).verdict()).isEqualTo(Judgement.MISSED);
    assertThat(CriteriaJudge.unnoticed(writes(0, 0, 1L)).verdict()).isEqualTo(Judgement.MISSED);
  }

  @Test
  void writes_that_were_not_counted_are_not_unnoticed() {
    assertThat(CriteriaJudge.unnoticed(null).verdict()).isEqualTo(Judgement.UNKNOWN);
    assertThat(CriteriaJudge.unnoticed(writes(0, 0, null)).verdict()).isEqualTo(Judgement.UNKNOWN);
  }

  @Test
  void a_share_is_borne_only_if_the_drill_itself_took_it_back() {
    assertThat(ShareDrill.borne(lent(20, Loan.TAKEN_BACK)).verdict()).isEqualTo(Judgement.MET);
    assertThat(ShareDrill.borne(lent(20, "west failed 3 of 20 requests")))
        .satisfies(it -> assertThat(it.verdict()).isEqualTo(Judgement.MISSED))
        .satisfies(it -> assertThat(it.why()).contains("west failed 3 of 20 requests"));
  }

  @Test
  void a_share_that_no_read_fell_to_says_nothing() {
    assertThat(ShareDrill.borne(lent(0, Loan.TAKEN_BACK)).verdict()).isEqualTo(Judgement.UNKNOWN);
  }

  @Test
  void no_form_has_the_word_of_a_scenario() {
    assertThat(Scenarios.words())
        .doesNotContainAnyElementsOf(Stream.of(DrillKind.values()).map(DrillKind::word).toList());
  }
}
