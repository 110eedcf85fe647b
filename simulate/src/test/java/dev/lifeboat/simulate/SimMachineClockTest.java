package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SimMachineClockTest {
  private static final long SECOND = 1_000_000_000;

  private final Agenda agenda = new Agenda();
  private final SimMachineClock clock = new SimMachineClock(agenda, 100 * SECOND);

  private void pass(long seconds) {
    agenda.after(seconds * SECOND, () -> {});
    agenda.step();
  }

  @Test
  void a_clock_that_runs_fast_measures_more_than_truly_passed() {
    clock.setRate(1.5);
    pass(10);
    assertThat(clock.nowNanos()).isEqualTo(115 * SECOND);
    assertThat(clock.trueNanosUntil(130 * SECOND)).isEqualTo(10 * SECOND);
    assertThat(clock.trueNanosUntil(110 * SECOND)).as("is past").isZero();
  }

  @Test
  void a_moment_that_is_waited_for_is_not_missed_by_a_fraction() {
    clock.setRate(3);

    assertThat(clock.trueNanosUntil(100 * SECOND + 4)).isEqualTo(2);
    assertThat(clock.trueTimeNanos(100 * SECOND + 4)).isEqualTo(1);
  }

  @Test
  void a_new_rate_counts_from_now_on_alone() {
    pass(10);
    clock.setRate(0.5);
    pass(10);

    assertThat(clock.nowNanos()).isEqualTo(115 * SECOND);
    assertThat(clock.trueTimeNanos(110 * SECOND)).isEqualTo(10 * SECOND);
  }

  @Test
  void a_paused_machine_measures_nothing() {
    clock.stop();
    pass(10);
    assertThat(clock.now()).isEqualTo(java.time.Duration.ofSeconds(100));
    clock.go();
    pass(1);
    assertThat(clock.nowNanos()).isEqualTo(101 * SECOND);
  }

  @Test
  void a_wall_clock_may_jump_and_goes_on_from_there() {
    var wall = new SimWallClock(agenda);
    wall.jump(-5 * SECOND);
    pass(10);

    assertThat(wall.now()).isEqualTo(SimWorld.BEGIN.plusSeconds(5));
  }
}
