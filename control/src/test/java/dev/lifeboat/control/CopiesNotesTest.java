package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.LagNotes;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notes that a watch leaves of its copies.
final class CopiesNotesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @TempDir private Path folder;

  /// The last look is for the next watch, beside the placements; the hours are for an assessment,
  /// and outlive the regions.
  @Test
  void the_last_look_and_the_hours_are_kept_apart() throws Exception {
    var notes = new WatchFolder(Files.createDirectory(folder.resolve("edge")));
    var history = new WatchFolder(Files.createDirectory(folder.resolve("history")));
    var shop = StorefrontPlan.read().workload("shop");
    var store = shop.copiedLater().iterator().next();
    var copies =
        new CopiesNotes(
            _ -> {},
            notes,
            LagNotes.of(history, shop, "east"),
            InstantSource.fixed(NOW),
            "shop",
            "east");

    copies.looked(Backlog.of(Map.of(store, NOW.minusSeconds(7))));

    assertThat(notes.backlog("shop")).isPresent();
    assertThat(notes.lags("shop").hours()).isEmpty();
    assertThat(history.lags("shop").worst("east", NOW.plus(Duration.ofHours(1))))
        .containsExactly(Duration.ofSeconds(7));
  }
}
