package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PassesTest {
  private static final LeaseTerms TERMS = LeaseTerms.standard();
  private static final Duration NOW = Duration.ofSeconds(100);
  private static final Duration HELD = Duration.ofMillis(1_500);

  private final Passes none = Passes.begin(TERMS, false, NOW);

  @Test
  void where_nobody_was_told_anything_nobody_is_waited_for() {
    assertThat(none.left(NOW)).isZero();
  }

  /// What an earlier process of the keeper said is forgotten, and may count for a whole lease.
  @Test
  void after_a_restart_a_whole_lease_is_waited_for() {
    assertThat(Passes.begin(TERMS, true, NOW).left(NOW)).isEqualTo(TERMS.voterWait());
  }

  @Test
  void a_pass_is_over_once_what_it_let_through_has_ended_on_any_clock() {
    var told = asked(none, NOW, false, HELD);

    var stopped = HELD.plus(TERMS.selfFence());
    assertThat(told.left(NOW)).isGreaterThan(stopped.multipliedBy(102).dividedBy(100));
    assertThat(told.left(NOW.plus(TERMS.waitOut(stopped)))).isZero();
  }

  /// Whether the answer comes is not known, so that the earlier one counts until it says so.
  @Test
  void a_gateway_that_was_told_no_is_waited_for_until_it_says_that_it_writes_no_more() {
    var told = asked(none, NOW, false, HELD);
    var later = NOW.plusMillis(250);

    var refused = asked(told, later, true, Duration.ZERO);
    assertThat(refused.left(later)).isPositive();
    assertThat(asked(refused, later, false, Duration.ZERO).left(later)).isZero();
  }

  @Test
  void each_gateway_is_waited_for() {
    var told = asked(none, NOW, false, HELD).asked("films", NOW, false, HELD, NOW).next();

    assertThat(asked(told, NOW.plusMillis(1), false, Duration.ZERO).left(NOW)).isPositive();
  }

  /// It was given up by who sent it, who has been told something else since.
  @Test
  void a_question_that_comes_late_changes_nothing_and_gets_nothing() {
    var told = asked(none, NOW, false, HELD);

    var late = told.asked("images", NOW.minusMillis(300), false, HELD, NOW.plusMillis(10));

    assertThat(late.left()).isZero();
    assertThat(late.next()).isEqualTo(told);
  }

  private static Passes asked(Passes passes, Duration at, boolean writing, Duration held) {
    return passes.asked("images", at, writing, held, at).next();
  }
}
