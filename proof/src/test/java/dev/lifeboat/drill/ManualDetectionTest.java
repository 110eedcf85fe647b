package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A person looks every second and wants to see three failures in a row.
final class ManualDetectionTest {
  private static final FailoverPolicy.Detect POLICY =
      new FailoverPolicy.Detect(Duration.ofSeconds(1), 3);

  private Instant now = Instant.EPOCH;
  private int looks;

  /// @param seen a letter a look: `p` passes, `f` fails; the last one goes on
  private Optional<Instant> until(String seen, int deadlineSeconds) throws InterruptedException {
    var up = new Round.View.Up("answers");
    Views views =
        (at, _) -> {
          char look = seen.charAt(Math.min(looks++, seen.length() - 1));
          var check =
              look == 'p' ? new CheckResult.Passed("db") : new CheckResult.Refused("db", "gone");
          return new Round(
              at, List.of(new CheckResult.Passed("web"), check), Optional.empty(), up, up);
        };
    var clock = new DrillClock(() -> now, span -> now = now.plus(span));
    return new ManualDetection(clock, views)
        .until(POLICY, Instant.EPOCH.plusSeconds(deadlineSeconds));
  }

  @Test
  void one_check_that_fails_for_good_is_enough_although_the_views_say_up() throws Exception {
    assertThat(until("ppfff", 60)).contains(Instant.EPOCH.plusSeconds(4));
  }

  @Test
  void failures_that_are_not_in_a_row_are_not_enough() throws Exception {
    assertThat(until("ffpffpf", 60)).contains(Instant.EPOCH.plusSeconds(8));
  }

  @Test
  void who_sees_nothing_gives_up() throws Exception {
    assertThat(until("p", 10)).isEmpty();
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(10));
  }
}
