package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.WatchFolder;
import dev.lifeboat.watch.WatchRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchNotesTest {
  private static final Dips DIPS =
      new Dips(List.of(Instant.parse("2026-11-20T15:00:00Z")), Optional.empty());

  @TempDir private Path folder;

  @Test
  void what_a_watch_sees_is_soon_durable_and_its_end_too() throws Exception {
    try (var notes = notes("east")) {
      assertThat(notes.begin()).isEqualTo(Dips.none());
      notes.note("disputed", "the clients are served", DIPS);

      await("disputed");
      assertThat(newest().orElseThrow().fresh(Clock.systemUTC().instant())).isTrue();
    }
    assertThat(newest().orElseThrow().ended()).isPresent();
  }

  @Test
  void the_next_watch_of_the_same_primary_knows_the_dips_and_one_of_another_does_not()
      throws Exception {
    try (var notes = notes("east")) {
      var _ = notes.begin();
      notes.note("up", "", DIPS);
    }

    try (var west = notes("west");
        var east = notes("east")) {
      assertThat(east.begin()).isEqualTo(DIPS);
      assertThat(west.begin()).isEqualTo(Dips.none());
    }
  }

  private void await(String verdict) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (newest().filter(it -> it.state().verdict().equals(verdict)).isEmpty()) {
      assertThat(System.nanoTime()).as("until it is noted").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private Optional<WatchRecord> newest() throws Exception {
    return new WatchFolder(folder).watching("shop");
  }

  private WatchNotes notes(String region) {
    return new WatchNotes(
        new WatchFolder(folder), ProgressLines.host(), new ProgressLines(), "shop", region);
  }
}
