package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DrillClockTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Instant now = Instant.EPOCH;
  private final DrillClock clock = new DrillClock(() -> now, span -> now = now.plus(span));
  private final List<Integer> looks = new ArrayList<>();

  private int look() {
    looks.add(looks.size());
    return looks.size();
  }

  @Test
  void looks_end_with_the_first_that_is_enough() throws Exception {
    assertThat(clock.look(SECOND.multipliedBy(60), SECOND, this::look, it -> it == 3)).isEqualTo(3);
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(2));
  }

  @Test
  void looks_end_with_their_time_and_the_last_one_is_told() throws Exception {
    assertThat(clock.look(SECOND.multipliedBy(3), SECOND, this::look, _ -> false)).isEqualTo(4);
    assertThat(clock.await(SECOND.multipliedBy(3), SECOND, () -> false)).isFalse();
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(6));
  }

  @Test
  void what_holds_already_is_not_waited_for() throws Exception {
    assertThat(clock.await(Duration.ZERO, SECOND, () -> true)).isTrue();
    assertThat(now).isEqualTo(Instant.EPOCH);
  }
}
