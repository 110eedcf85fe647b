package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchLoopTest {
  private static final RunId RUN = new RunId("20261120-150000-bcdf");
  private static final Placement FIRST = Placement.first("shop", "east");

  @TempDir private Path state;
  private final ProgressLines err = new ProgressLines();

  /// Goal: after a planned move the region that holds the writer is watched, not the one that did,
  /// which answers as a replica for ever.
  ///
  /// Method: the writer goes away and comes home while all views say that all is well; then it
  /// stays and gets another epoch, as an undone switchover leaves it.
  @Test
  @Tag("invariant-30")
  void the_writer_is_watched_where_it_is_after_every_move() throws Exception {
    watching((platform, running) -> {
      var away = move(platform, FIRST, "west");
      assertThat(platform.awaitViews()).isEqualTo("west");

      var home = move(platform, away, "east");
      assertThat(platform.awaitViews()).isEqualTo("east");

      var _ = move(platform, home, "east");
      assertThat(platform.awaitViews()).as("with the new epoch").isEqualTo("east");
      assertThat(running.isDone()).isFalse();
    });
    assertThat(err.toString())
        .contains("its writer is in west under epoch 2", "its writer is in east under epoch 4");
  }

  /// Goal: nobody waits for ever for a run that is over. Method: a run ended, and its controller
  /// died before it gave the placement free; the writer that is watched then gets another epoch.
  @Test
  void a_run_that_ended_without_giving_its_placement_free_is_not_waited_for() throws Exception {
    watching((platform, _) -> {
      var past = new PastRuns(state);
      past.open(RUN.value(), platform.placements());
      var claimed = platform.placements().read("shop").orElseThrow();
      assertThat(claimed.openRun()).contains(RUN);
      platform
          .placements()
          .compareAndSet(Optional.of(claimed), claimed.promoted("west", claimed.highestEpoch()));

      past.append(RUN.value(), new Event.RunEnded(Event.Outcome.DONE, "every goal is met"));

      assertThat(platform.awaitViews()).isEqualTo("west");
      assertThat(platform.placements().read("shop").orElseThrow().openRun()).isEmpty();
    });
  }

  /// What becomes of a watch.
  private interface Course {
    void of(MemoryPlatform platform, Future<?> running) throws Exception;
  }

  /// Begins once the writer in east is watched.
  private void watching(Course course) throws Exception {
    var platform = new MemoryPlatform(state, FIRST);
    var file = StorefrontKind.read();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var watched = new ControlledWorkload(file, file.workload("shop"), platform, state);
      var running = threads.submit(new WatchLoop(watched, err.requester(), false)::run);
      try {
        assertThat(platform.awaitViews()).isEqualTo("east");
        course.of(platform, running);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static Placement move(MemoryPlatform platform, Placement from, String region)
      throws Exception {
    var claimed = from.claimedBy(RUN);
    var moved = claimed.promoted(region, claimed.highestEpoch()).released();
    platform.placements().compareAndSet(Optional.of(from), moved);
    return moved;
  }
}
