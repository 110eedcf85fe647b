package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.CascadeReview.Worth;
import java.math.BigDecimal;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// Sums of the largest amounts that a plan can say are exact.
class HourlyLossesTest {
  /// Fifteen digits and two, a hundred times as much in season, for as many as a plan may have.
  @Test
  void a_portfolio_of_the_largest_amounts_is_summed_exactly() {
    int all = 200_000;
    var most = new BigDecimal("999999999999999.99").multiply(BigDecimal.valueOf(100));
    var losses = new HourlyLosses(Collections.nCopies(all, new Worth(most, "USD")));

    losses.begin(0);
    for (int i = 0; i < all; i++) {
      losses.add(i);
    }

    assertThat(losses.sum()).isEqualTo(most.multiply(BigDecimal.valueOf(all)).setScale(2));
  }
}
