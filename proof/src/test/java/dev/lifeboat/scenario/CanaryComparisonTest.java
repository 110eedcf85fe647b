package dev.lifeboat.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.StoredNumbers;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CanaryComparisonTest {

  @Test
  void a_write_that_one_side_alone_holds_is_named() {
    var seen = CanaryComparison.compare("rows", numbers(1, 2, 3, 9), numbers(1, 2, 4));

    assertThat(seen.verdict()).isEqualTo(Judgement.MISSED);
    assertThat(seen.why())
        .isEqualTo("rows differ: 2 (3, 9) only at home, 1 (4) only in the recovery region");
  }

  @Test
  void the_same_numbers_on_both_sides_are_met() {
    assertThat(CanaryComparison.compare("objects", numbers(1, 2), numbers(1, 2)))
        .isEqualTo(Criterion.met("the same 2 objects on both sides"));
  }

  @Test
  void a_side_that_cannot_be_read_is_unknown_and_never_met() {
    var unread = new StoredNumbers.Unread("refused");

    assertThat(CanaryComparison.compare("rows", numbers(1), unread).verdict())
        .isEqualTo(Judgement.UNKNOWN);
    assertThat(CanaryComparison.compare("rows", unread, numbers(1)).verdict())
        .isEqualTo(Judgement.UNKNOWN);
  }

  @Test
  void of_two_the_worse_one_counts() {
    var met = Criterion.met("a");
    var unknown = Criterion.unknown("b");
    var missed = Criterion.missed("c");

    assertThat(met.and(met)).isEqualTo(Criterion.met("a; a"));
    assertThat(met.and(unknown)).isEqualTo(unknown);
    assertThat(unknown.and(met)).isEqualTo(unknown);
    assertThat(unknown.and(missed)).isEqualTo(missed);
    assertThat(missed.and(unknown)).isEqualTo(missed);
  }

  private static StoredNumbers numbers(long... numbers) {
    return new StoredNumbers.Numbers(new TreeSet<>(Arrays.stream(numbers).boxed().toList()));
  }
}
