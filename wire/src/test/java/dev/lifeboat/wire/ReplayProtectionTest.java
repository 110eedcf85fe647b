package dev.lifeboat.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// The wall clock and the steady one move apart.
final class ReplayProtectionTest {
  private static final int MOST = 50_000;

  private Instant wall = Instant.parse("2026-11-20T15:04:05Z");
  private Duration steady = Duration.ofDays(3);

  private ReplayProtection start() {
    return new ReplayProtection(() -> wall, () -> steady);
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    steady = steady.plus(time);
  }

  private SignedCall signed(String nonce) {
    return new SignedCall("keeper@east", wall.toEpochMilli(), nonce, "00");
  }

  private static void refuses(ReplayProtection seen, SignedCall call, String why) {
    assertThatThrownBy(() -> seen.requireNew(call))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  private static void takes(ReplayProtection seen, SignedCall call) {
    assertThatCode(() -> seen.requireNew(call)).doesNotThrowAnyException();
  }

  @Test
  void a_call_is_taken_once_for_as_long_as_it_is_young() {
    var seen = start();
    wall = wall.plusSeconds(20);
    var ahead = signed("1");
    wall = wall.minusSeconds(20);
    takes(seen, ahead);

    for (int i = 0; i < 5; i++) {
      refuses(seen, ahead, "sent it before");
      pass(Duration.ofSeconds(10));
    }
    refuses(seen, ahead, "sent it before");
    pass(Duration.ofMillis(1));
    refuses(seen, ahead, "ms ago");
  }

  /// Goal: a wall clock that is set back locks nobody out. Method: as many calls as are remembered,
  /// then the clock steps back, then their time passes.
  @Test
  void a_wall_clock_that_is_set_back_makes_nothing_remembered_for_longer() throws Exception {
    var seen = start();
    pass(Duration.ofMinutes(5));
    for (int i = 0; i < MOST; i++) {
      seen.requireNew(signed("nonce-" + i));
    }
    refuses(seen, signed("one more"), "too many");

    wall = wall.minus(Duration.ofMinutes(10));
    pass(Duration.ofSeconds(31));

    takes(seen, signed("later"));
  }

  @Test
  void what_was_signed_before_the_start_is_refused_since_the_process_before_may_have_taken_it() {
    var before = signed("1");
    pass(Duration.ofSeconds(3));
    var seen = start();

    refuses(seen, before, "before this part was started");
    assertThatThrownBy(() -> seen.requireNew(before))
        .asInstanceOf(InstanceOfAssertFactories.type(RefusedException.class))
        .returns(RefusedException.TOO_EARLY, RefusedException::status);
    takes(seen, signed("2"));
    wall = wall.minus(Duration.ofMinutes(10));
    refuses(seen, signed("3"), "before this part was started");
    pass(Duration.ofSeconds(61));
    takes(seen, signed("3"));
  }
}
