package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The arithmetic of docs/fencing.md, in true time from when a vote was sent and received at once,
/// which is the worst case.
final class LeaseTermsTest {
  /// Of a clock that nobody slews; oscillators are a tenth as wrong.
  private static final double UNSLEWED = 0.001;

  /// Chrony's `maxslewrate`.
  private static final double SLEWED = 0.083_333;

  /// Goal: not the beginning of stopping, but the last acknowledgement that what was let through
  /// can bring, is before the first grant to another.
  @ParameterizedTest
  @ValueSource(ints = {2, 6, 10, 60})
  void the_last_acknowledgement_is_before_a_grant_by_a_clock_that_runs_8_4_percent_faster(
      int seconds) {
    var terms = LeaseTerms.lasting(Duration.ofSeconds(seconds));

    double begins = seconds(terms.length().minus(terms.selfFence()));
    double ends = begins + seconds(LeaseTerms.STOPPING);
    double granted = seconds(terms.voterWait()) / (1 + LeaseTerms.MOST_APART);

    assertThat(ends).isLessThanOrEqualTo(0.93 * seconds).isLessThan(granted);
    assertThat(granted).isGreaterThan(0.941 * seconds);
  }

  /// Goal: a trigger that was told in the worst moment, by a server whose wall clock is slewed slow
  /// as far as chrony does it, has let its last commit through before the first grant by a voter
  /// whose clock nobody slews.
  @ParameterizedTest
  @ValueSource(ints = {2, 6, 10, 60})
  void the_last_commit_that_a_trigger_lets_through_is_before_a_grant(int seconds) {
    var terms = LeaseTerms.lasting(Duration.ofSeconds(seconds));

    double told = seconds(terms.length().minus(terms.selfFence()));
    double ends = told / (1 - SLEWED) + seconds(LeaseTerms.STOPPING);
    double granted = seconds(terms.voterWait()) / (1 + UNSLEWED);

    assertThat(ends).isLessThan(granted);
  }

  @Test
  void a_lease_that_is_made_longer_fences_itself_as_one_of_that_length() {
    var standard = LeaseTerms.standard();
    var minute = Duration.ofMinutes(1);

    assertThat(standard.atLeast(minute).selfFence())
        .isEqualTo(LeaseTerms.lasting(minute).selfFence())
        .isEqualTo(Duration.ofMillis(4_500));
    assertThat(standard.atLeast(Duration.ofSeconds(1))).isEqualTo(standard);
  }

  @Test
  void a_self_fence_that_was_chosen_longer_stays() {
    var careful =
        new LeaseTerms(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(5), 0.01);

    assertThat(careful.atLeast(Duration.ofSeconds(20)).selfFence())
        .isEqualTo(Duration.ofSeconds(5));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
