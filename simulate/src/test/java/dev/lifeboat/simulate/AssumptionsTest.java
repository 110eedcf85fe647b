package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: the checker sees two writers, or a promotion without proof, where they really happen.
///
/// Method: leave one documented assumption at a time. What the lease promises does not hold there,
/// so that worlds must break rules, and the checker must say so.
final class AssumptionsTest {
  private static final int SEEDS = 50;

  @ParameterizedTest
  @EnumSource
  @Tag("invariant-27")
  void without_an_assumption_worlds_break_and_the_checker_says_so(Assumption assumption)
      throws Exception {
    var simulation = Worlds.storefront();
    int broken = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      broken += simulation.playLeaving(assumption, seed).violations().isEmpty() ? 0 : 1;
    }
    assertThat(broken).as("of %d worlds without %s", SEEDS, assumption).isGreaterThan(SEEDS / 10);
  }
}
