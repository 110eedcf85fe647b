package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RestTest {
  private static final List<String> SLOT = List.of("orders in west awaits the end of its slots");

  private Instant now = Instant.EPOCH;

  private Rest rest(Rest.Awaited place) {
    return new Rest(() -> now, pause -> now = now.plus(pause), place);
  }

  @Test
  void what_ends_by_itself_is_waited_for() throws Exception {
    var looks = new ArrayDeque<>(List.of(SLOT, SLOT, List.<String>of()));

    assertThat(rest(looks::remove).within(Duration.ofSeconds(60))).isEmpty();
    assertThat(looks).isEmpty();
  }

  @Test
  void what_does_not_end_in_time_is_told() throws Exception {
    assertThat(rest(() -> SLOT).within(Duration.ofSeconds(60))).isEqualTo(SLOT);
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(60));
  }
}
