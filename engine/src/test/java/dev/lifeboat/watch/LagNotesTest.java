package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lags of copies, as watches leave them for an assessment.
final class LagNotesTest {
  private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant LATER = EIGHT.plus(Duration.ofDays(200));

  @TempDir private Path folder;
  private Workload shop;

  @BeforeEach
  void read() throws Exception {
    shop = Storefront.plan().workload("shop");
  }

  @Test
  void each_hour_has_the_worst_that_was_seen_in_it() throws Exception {
    var notes = notes("east");
    look(notes, 1, 2);
    look(notes, 6, 9);
    look(notes, 12, 3);
    look(notes, 61, 4);

    assertThat(kept().worst("east", LATER))
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(9));
  }

  @Test
  void the_next_watch_goes_on_and_the_other_way_is_told_apart() throws Exception {
    look(notes("east"), 1, 2);
    look(notes("east"), 10, 7);
    look(notes("west"), 20, 30);

    assertThat(kept().worst("east", LATER)).containsExactly(Duration.ofSeconds(7));
    assertThat(kept().worst("west", LATER)).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void an_hour_that_goes_on_tells_nothing_yet() throws Exception {
    look(notes("east"), 1, 2);

    assertThat(kept().worst("east", EIGHT.plus(Duration.ofMinutes(59)))).isEmpty();
    assertThat(kept().worst("east", EIGHT.plus(Duration.ofMinutes(60)))).hasSize(1);
  }

  @Test
  void copies_of_which_nobody_can_tell_add_nothing() throws Exception {
    notes("east").looked(Backlog.unknown(), EIGHT);

    assertThat(kept().hours()).isEmpty();
  }

  @Test
  void after_ninety_days_an_hour_is_forgotten() throws Exception {
    var notes = notes("east");
    look(notes, 0, 2);
    look(notes, Duration.ofDays(90).toMinutes(), 3);
    assertThat(kept().hours()).hasSize(2);

    look(notes, Duration.ofDays(90).toMinutes() + 60, 4);

    assertThat(kept().worst("east", LATER))
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(3));
  }

  private LagNotes notes(String region) {
    return new LagNotes(new WatchFolder(folder), shop, region);
  }

  private KnownLags kept() throws Exception {
    return new WatchFolder(folder).lags("shop");
  }

  /// One look, so many minutes after eight, at copies that are so many seconds behind.
  private void look(LagNotes notes, long minute, long seconds) throws Exception {
    var now = EIGHT.plus(Duration.ofMinutes(minute));
    var store = shop.copiedLater().iterator().next();
    notes.looked(Backlog.of(Map.of(store, now.minusSeconds(seconds))), now);
  }
}
