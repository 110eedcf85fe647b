package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.Maintenance;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a watch and a person of commit 5f629ed0 left beside the placements.
final class GoldenWatchNotesTest {
  private static final Instant PAUSED = Instant.parse("2026-11-24T00:07:56.555158379Z");

  @Test
  void a_pause_is_in_force() throws Exception {
    assertThat(notes().maintenance("shop"))
        .contains(
            new Maintenance(
                "shop", "new disks in east", "anna", PAUSED, PAUSED.plusSeconds(30 * 60)));
  }

  @Test
  void a_note_of_a_watch_is_read() throws Exception {
    assertThat(notes().watching("shop"))
        .contains(
            new WatchRecord(
                new WatchRecord.Primary("shop", "east"),
                30050,
                Instant.parse("2026-11-24T00:08:28.279860624Z"),
                new WatchRecord.State(
                    "up", "the primary answers", Instant.parse("2026-11-24T00:08:00.990058920Z")),
                new Dips(
                    List.of(Instant.parse("2026-11-24T00:08:00.873015779Z")), Optional.empty()),
                Optional.empty()));
  }

  @Test
  void a_note_of_copies_is_read() throws Exception {
    assertThat(notes().backlog("shop"))
        .contains(
            new KnownBacklog(
                "shop",
                "east",
                Instant.parse("2026-11-24T00:08:26.542062559Z"),
                new Backlog(
                    Map.of(
                        "images",
                        Instant.parse("2026-11-24T00:08:26.534643949Z"),
                        "orders",
                        Instant.parse("2026-11-24T00:08:26.438174924Z")),
                    Set.of())));
  }

  @Test
  void lapses_are_read() throws Exception {
    assertThat(new LapseFolder(folder()).read("books"))
        .containsExactly(
            new Lapse(
                "books",
                "east",
                Instant.parse("2026-11-24T00:05:08.876123123Z"),
                Optional.of(Instant.parse("2026-11-24T00:05:38.518412001Z")),
                "no replica was waited for when the writer began"));
  }

  private static WatchFolder notes() throws URISyntaxException {
    return new WatchFolder(folder());
  }

  private static Path folder() throws URISyntaxException {
    var set = GoldenWatchNotesTest.class.getResource("/golden/5f629ed0/watch");
    return Path.of(Objects.requireNonNull(set).toURI());
  }
}
