package dev.lifeboat.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.vote.ClockDiscipline;
import dev.lifeboat.guard.vote.NamedClock;
import dev.lifeboat.provider.DoctorFinding;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockChecksTest {
  private static final NamedClock RAW = clock("CLOCK_MONOTONIC_RAW", false);
  private static final NamedClock NEXT_BEST = clock("System.nanoTime", true);

  @Test
  void a_clock_that_nobody_slews_is_well_while_chrony_slews_the_others() throws Exception {
    var finding = look(RAW, 0.083_333);

    assertThat(finding.state()).isEqualTo(DoctorFinding.State.WELL);
    assertThat(finding.detail())
        .isEqualTo(
            "leases count by CLOCK_MONOTONIC_RAW, which nobody slews; the wall clock is synchronised"
                + " to 3 ms and runs +8.333 % fast now, at most 8.4 % is allowed for");
  }

  /// Two such machines, one slewed slow and one fast, are further apart than a lease allows.
  @Test
  void the_next_best_clock_is_trouble_while_chrony_slews_it() throws Exception {
    var finding = look(NEXT_BEST, -0.083_333);

    assertThat(finding.state()).isEqualTo(DoctorFinding.State.TROUBLE);
    assertThat(finding.detail()).contains("-8.333 %", "at most 4.0 %");
    assertThat(finding.fix()).contains("maxslewrate 40000");
    assertThat(look(NEXT_BEST, 0.0005).state()).isEqualTo(DoctorFinding.State.WELL);
  }

  @Test
  void a_wall_clock_that_no_trigger_can_count_by_is_trouble_whatever_leases_count_by()
      throws Exception {
    assertThat(look(RAW, 0.1).state()).isEqualTo(DoctorFinding.State.TROUBLE);
  }

  @Test
  void a_kernel_that_tells_nothing_leaves_only_a_slewed_clock_unknown() throws Exception {
    var unknown = new ClockChecks(NEXT_BEST, Optional::empty).check().look().call().getFirst();

    assertThat(unknown.state()).isEqualTo(DoctorFinding.State.UNKNOWN);
    assertThat(unknown.fix()).contains("--enable-native-access=ALL-UNNAMED");
    assertThat(new ClockChecks(RAW, Optional::empty).check().look().call().getFirst().state())
        .isEqualTo(DoctorFinding.State.WELL);
  }

  private static DoctorFinding look(NamedClock clock, double slew) throws Exception {
    var kernel = new ClockDiscipline(true, Duration.ofMillis(3), slew);
    return new ClockChecks(clock, () -> Optional.of(kernel)).check().look().call().getFirst();
  }

  private static NamedClock clock(String name, boolean slewed) {
    return new NamedClock(name, slewed, () -> Duration.ZERO);
  }
}
