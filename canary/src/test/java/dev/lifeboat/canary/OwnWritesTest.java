package dev.lifeboat.canary;

import static dev.lifeboat.measure.Answer.ACKNOWLEDGED;
import static dev.lifeboat.measure.Answer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryLine.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Goal: the canary finds the region whose stores take writes by trying, and stays with it.
class OwnWritesTest {
  private static final Clock CLOCK = Clock.systemUTC();

  /// Stores that take writes or refuse them, or whose connections all wait.
  private static final class FakePlace implements OwnWrites.Place {
    private final String region;
    private final List<Long> asked = new ArrayList<>();
    private Answer answer = REFUSED;
    private boolean free = true;

    FakePlace(String region) {
      this.region = region;
    }

    @Override
    public boolean acquire(Duration wait) {
      return free;
    }

    @Override
    public Reply write(String client, long number) {
      asked.add(number);
      return new Reply(
          answer, CLOCK.instant(), OptionalInt.empty(), Optional.of(region), Optional.empty());
    }
  }

  private final FakePlace east = new FakePlace("east");
  private final FakePlace west = new FakePlace("west");
  private final OwnWrites writes = new OwnWrites("run-1", CLOCK, List.of(east, west));

  private Answer write(long number) throws Exception {
    return writes.write(number).get().answer();
  }

  @Test
  void it_stays_with_the_region_that_took_the_last_write() throws Exception {
    east.answer = ACKNOWLEDGED;
    assertThat(List.of(write(2), write(3), write(4))).containsOnly(ACKNOWLEDGED);
    assertThat(west.asked).isEmpty();
  }

  @Test
  void once_that_fails_it_asks_the_regions_in_turn_until_one_takes_a_write() throws Exception {
    east.answer = ACKNOWLEDGED;
    assertThat(write(2)).isEqualTo(ACKNOWLEDGED);
    east.answer = REFUSED;
    assertThat(List.of(write(3), write(4), write(5))).containsOnly(REFUSED);
    west.answer = ACKNOWLEDGED;
    assertThat(List.of(write(6), write(7), write(8), write(9)))
        .as("nobody tells it that the writer is in west: number 6 still asks east")
        .containsExactly(REFUSED, ACKNOWLEDGED, ACKNOWLEDGED, ACKNOWLEDGED);
    assertThat(east.asked).containsExactly(2L, 3L, 4L, 6L);
  }

  @Test
  void a_region_that_hangs_keeps_no_later_write_from_the_other() throws Exception {
    east.answer = ACKNOWLEDGED;
    assertThat(write(2)).isEqualTo(ACKNOWLEDGED);
    east.free = false;
    west.answer = ACKNOWLEDGED;
    assertThat(List.of(write(4), write(5), write(6)))
        .containsExactly(REFUSED, ACKNOWLEDGED, ACKNOWLEDGED);
    assertThat(east.asked).containsExactly(2L);
  }
}
