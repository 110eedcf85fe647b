package dev.lifeboat.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.scenario.Judgement;
import org.junit.jupiter.api.Test;

final class CloneComparisonTest {

  @Test
  void what_is_new_on_the_primary_is_no_difference() {
    assertThat(CloneComparison.missing(new long[] {1, 2}, new long[] {3, 2, 1})).isZero();
  }

  @Test
  void a_row_that_is_not_there_as_it_was_is_one_and_equal_rows_count_each() {
    assertThat(CloneComparison.missing(new long[] {1, 2, 2}, new long[] {1, 2, 4})).isOne();
  }

  /// Whether it was changed since or is damaged, nobody can tell.
  @Test
  void a_difference_is_never_met() {
    assertThat(CloneComparison.judge(10, 0).verdict()).isEqualTo(Judgement.MET);
    assertThat(CloneComparison.judge(10, 1).verdict()).isEqualTo(Judgement.UNKNOWN);
  }
}
