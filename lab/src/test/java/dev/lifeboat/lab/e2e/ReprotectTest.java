package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: no client notices that the old side is made a replica again.
///
/// Method: a failover, the region comes back, and a canary writes before and while a run reads back
/// what that side had alone and copies the writer's database over it. The figures are printed.
@Tag("proof")
@Timeout(900)
final class ReprotectTest {
  private static final int WARM = 200;
  private static final int WRITES = 600;
  private static final double PERCENTILE = 0.99;

  private RunningLab lab;
  private RunningLab.RunningCanary lost;

  @BeforeEach
  void bring_home_a_region_that_was_lost() throws Exception {
    lab = RunningLab.up(RunningLab::atOnce);
    lost = lab.canary("lost");
    assertThat(lost.canary.awaitSteady(WRITES, 120)).isTrue();
    var loss = new Fault.RegionLost("east");
    lab.lab.faults().inject(loss);
    RunningLab.assertDone(lab.run(Mode.FAILOVER));
    lost.canary.stop();
    lab.lab.faults().heal(loss);
    lab.awaitAgent("east");
  }

  @AfterEach
  void end() throws Exception {
    // Not before: what it wrote is removed from both regions.
    try (var _ = lab) {
      lost.close();
    }
  }

  @Test
  void no_write_is_refused_and_ninety_nine_of_a_hundred_take_at_most_twice_as_long()
      throws Exception {
    try (var canary = lab.canary("beside")) {
      // What has just started is slow, which would let the reprotect look fast.
      assertThat(canary.canary.awaitSteady(WARM, 120)).isTrue();
      var before = Instant.now();
      assertThat(canary.canary.awaitSteady(WRITES, 120)).isTrue();
      var begun = Instant.now();
      RunningLab.assertDone(lab.run(Mode.REPROTECT));
      var ended = Instant.now();
      canary.canary.stop();

      var quiet = sent(canary, before, begun);
      var beside = sent(canary, begun, ended);
      System.out.printf(
          Locale.ROOT,
          "reprotect: %s, p99 %.1f ms beside it, %.1f ms before, %d and %d writes%n",
          Duration.between(begun, ended),
          p99(beside),
          p99(quiet),
          beside.size(),
          quiet.size());
      assertThat(beside).isNotEmpty().allMatch(CanaryAttempt::acknowledged);
      assertThat(p99(beside)).isLessThanOrEqualTo(2 * p99(quiet));
    }
  }

  private static List<CanaryAttempt> sent(
      RunningLab.RunningCanary canary, Instant from, Instant until) throws Exception {
    return canary.recording().writes().stream()
        .filter(write -> !write.at().isBefore(from) && write.at().isBefore(until))
        .toList();
  }

  /// In milliseconds.
  private static double p99(List<CanaryAttempt> writes) {
    var took =
        writes.stream()
            .flatMap(write ->
                write.outcome().ended().stream()
                    .map(at -> Duration.between(write.at(), at).toNanos() / 1e6))
            .sorted()
            .toList();
    return took.get((int) Math.ceil(took.size() * PERCENTILE) - 1);
  }
}
