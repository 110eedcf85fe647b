package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.LagNotes;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notes that a watch leaves of its copies.
final class CopiesNotesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @TempDir private Path folder;
  private final ProgressLines told = new ProgressLines();
  private WatchFolder notes;
  private WatchFolder history;
  private Workload shop;

  @BeforeEach
  void read() throws Exception {
    notes = new WatchFolder(Files.createDirectory(folder.resolve("edge")));
    history = new WatchFolder(folder.resolve("watch").resolve("storefront"));
    shop = StorefrontPlan.read().workload("shop");
  }

  /// The last look is for the next watch, beside the placements; the hours are for an assessment,
  /// and outlive the regions.
  @Test
  void the_last_look_and_the_hours_are_kept_apart() throws Exception {
    looked(copies());

    assertThat(notes.backlog("shop")).isPresent();
    assertThat(notes.lags("shop").hours()).isEmpty();
    assertThat(history.lags("shop").worst("east", NOW.plus(Duration.ofHours(1))))
        .containsExactly(Duration.ofSeconds(7));
  }

  /// What an assessment would like to know holds up no watch, which needs the last look alone.
  @Test
  void hours_that_are_damaged_keep_nobody_from_watching() throws Exception {
    Files.createDirectories(history.folder());
    Files.writeString(history.folder().resolve("shop.lags.json"), "{");
    var copies = copies();

    looked(copies);
    looked(copies);

    assertThat(notes.backlog("shop")).isPresent();
    assertThat(told.toString()).containsOnlyOnce("copies unnoted cannot read ");
  }

  private CopiesNotes copies() {
    return new CopiesNotes(
        told, notes, new LagNotes(history, shop, "east"), InstantSource.fixed(NOW), "shop", "east");
  }

  private void looked(CopiesNotes copies) {
    var store = shop.copiedLater().iterator().next();
    copies.looked(Backlog.of(Map.of(store, NOW.minusSeconds(7))));
  }
}
