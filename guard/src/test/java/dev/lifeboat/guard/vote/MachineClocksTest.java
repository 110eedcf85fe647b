package dev.lifeboat.guard.vote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MachineClocksTest {
  private static final int LOOKS = 10_000;
  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  @Test
  void the_clock_of_leases_never_goes_back() {
    var clock = MonotonicClock.ofThisMachine();
    var before = clock.now();
    for (int look = 0; look < LOOKS; look++) {
      var now = clock.now();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  /// Goal: each JVM of a build is allowed to read it, so that what is tested is what runs.
  @Test
  void it_is_one_that_nobody_slews_and_on_linux_the_raw_one() {
    var clock = MonotonicClock.ofThisMachine();

    assertThat(clock.name()).isEqualTo(LINUX ? "CLOCK_MONOTONIC_RAW" : "System.nanoTime");
    assertThat(clock.slewed()).isFalse();
  }

  @Test
  void the_next_best_is_named_and_slewed_on_linux() {
    assertThat(NamedClock.ofTheVirtualMachine().slewed()).isEqualTo(LINUX);
    assertThat(NamedClock.ofTheVirtualMachine().name()).isEqualTo("System.nanoTime");
  }

  /// As chrony slews: whole ticks, and the rest by the frequency.
  @Test
  void what_the_kernel_tells_is_read_as_a_rate() {
    var timex = timex(0x2000, 1_500, 10_833, (long) (33.3 * 65_536));

    var discipline = ClockDiscipline.of(0, timex);

    assertThat(discipline.slew()).isCloseTo(0.083_333_3, Offset.offset(1e-9));
    assertThat(discipline.synchronised()).isTrue();
    assertThat(discipline.mostError()).isEqualTo(Duration.ofNanos(1_500_000));
    assertThat(ClockDiscipline.of(0, timex(0x2000, 0, 9_167, 0)).slew())
        .isCloseTo(-0.0833, Offset.offset(1e-9));
  }

  @Test
  void a_clock_in_error_or_marked_so_is_not_synchronised() {
    assertThat(ClockDiscipline.of(5, timex(0, 0, 10_000, 0)).synchronised()).isFalse();
    assertThat(ClockDiscipline.of(0, timex(0x40, 0, 10_000, 0)).synchronised()).isFalse();
  }

  /// Goal: the layout is that of this kernel. Method: no kernel ticks outside these bounds.
  @Test
  void a_kernel_that_tells_has_a_rate_that_is_possible() {
    ClockDiscipline.ofThisMachine()
        .ifPresent(seen -> assertThat(seen.slew()).isBetween(-0.11, 0.11));
  }

  private static long[] timex(int status, long mostErrorMicros, long tick, long frequency) {
    var timex = new long[26];
    // What lies behind the 32 bits of the status is padding.
    Arrays.fill(timex, 12, timex.length, -1);
    timex[2] = frequency;
    timex[3] = mostErrorMicros;
    timex[5] = 0xFFFFFFFF_00000000L | status;
    timex[11] = tick;
    return timex;
  }
}
