package dev.lifeboat.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.ProgressEvent.Clients;
import dev.lifeboat.control.ProgressEvent.Noted;
import dev.lifeboat.measure.Progress;
import dev.lifeboat.plan.Canary.Basis;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClientSecondsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  private final ClientSeconds seconds = new ClientSeconds();

  @Test
  void each_second_tells_what_was_written_what_was_lost_and_whether_that_changed() {
    assertThat(after(served(20, 0, 0), 0))
        .contains(clients("served", "20 written, 0 refused, 0 unanswered", false));
    assertThat(after(down(25, 12, 3), 1))
        .contains(clients("down", "5 written, 12 refused, 3 unanswered, down for 1.00 s", true));
    assertThat(after(down(25, 20, 3), 2))
        .contains(clients("down", "0 written, 8 refused, 0 unanswered, down for 2.00 s", false));
    assertThat(after(served(30, 20, 3), 3))
        .contains(clients("served", "5 written, 0 refused, 0 unanswered", true));
    assertThat(after(served(30, 20, 3), 4)).as("the canary has ended").isEmpty();
  }

  @Test
  void a_service_that_is_still_coming_up_is_not_down() {
    assertThat(after(down(0, 7, 0), 0)).isEmpty();
    assertThat(after(served(20, 0, 0), 1)).isPresent();
    seconds.beginAgain();
    assertThat(after(served(10, 0, 0), 2))
        .contains(clients("served", "10 written, 0 refused, 0 unanswered", false));
  }

  private Optional<Clients> after(Progress seen, long second) {
    return seconds.after(seen, "clients", NOW.plusSeconds(second));
  }

  private static Clients clients(String state, String detail, boolean changed) {
    return new Clients(new Noted("clients", state, detail), changed);
  }

  private static Progress served(long acknowledged, long refused, long unknown) {
    return new Progress(Basis.FRONT_DOOR, acknowledged, refused, unknown, 0, Optional.empty());
  }

  private static Progress down(long acknowledged, long refused, long unknown) {
    return new Progress(Basis.FRONT_DOOR, acknowledged, refused, unknown, 0, Optional.of(NOW));
  }
}
