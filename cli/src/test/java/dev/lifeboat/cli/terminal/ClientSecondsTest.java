package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.Progress;
import dev.lifeboat.plan.Canary.Basis;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClientSecondsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  @Test
  void a_person_sees_each_second_what_was_written_and_what_was_lost() {
    var seconds = new ClientSeconds(true);

    assertThat(seconds.after(served(20), NOW))
        .contains(new ClientSeconds.Line("served", "20 written, 0 refused, 0 unanswered"));
    assertThat(seconds.after(down(25, 12, 3), NOW.plusSeconds(1)))
        .contains(
            new ClientSeconds.Line("down", "5 written, 12 refused, 3 unanswered, down for 1.00 s"));
    assertThat(seconds.after(down(25, 12, 3), NOW.plusSeconds(2)))
        .as("the canary has ended")
        .isEmpty();
  }

  @Test
  void others_are_told_when_it_changes() {
    var seconds = new ClientSeconds(false);

    assertThat(seconds.after(served(20), NOW)).isEmpty();
    assertThat(seconds.after(down(20, 4, 0), NOW.plusSeconds(1))).isPresent();
    assertThat(seconds.after(down(20, 9, 0), NOW.plusSeconds(2))).isEmpty();
    assertThat(seconds.after(served(30), NOW.plusSeconds(3)).orElseThrow().state())
        .isEqualTo("served");
  }

  @Test
  void a_service_that_is_still_coming_up_is_not_down() {
    var seconds = new ClientSeconds(false);

    assertThat(seconds.after(down(0, 7, 0), NOW)).isEmpty();
    assertThat(seconds.after(served(20), NOW.plusSeconds(1))).isPresent();
    seconds.beginAgain();
    assertThat(seconds.after(served(10), NOW.plusSeconds(2))).isEmpty();
  }

  private static Progress served(long acknowledged) {
    return new Progress(Basis.FRONT_DOOR, acknowledged, 0, 0, 0, Optional.empty());
  }

  private static Progress down(long acknowledged, long refused, long unknown) {
    return new Progress(Basis.FRONT_DOOR, acknowledged, refused, unknown, 0, Optional.of(NOW));
  }
}
