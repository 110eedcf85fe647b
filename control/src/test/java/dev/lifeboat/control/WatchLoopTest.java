package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
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

  /// Goal: a run that waits for a person hides no loss. Method: a run holds the workload, hours
  /// pass between two looks, and the writer answers nobody.
  @Test
  void a_region_that_is_lost_while_a_run_is_open_is_told() throws Exception {
    var platform = new ScriptedRegions(state, FIRST.claimedBy(RUN));
    platform.loseWriter();
    var file = StorefrontPlan.read();
    var shop = new ControlledWorkload(file, file.workload("shop"), platform, state);
    var host = ProgressLines.host();
    var hasty =
        new HostProcess(
            new HastyClock(host.clock().instant()),
            platform.host().pause(),
            host.random(),
            host.zone(),
            host.pid());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = threads.submit(new WatchLoop(shop, err.requester(hasty), false)::run);
      try {
        err.await("is lost since");
      } finally {
        threads.shutdownNow();
      }
    }
    assertThat(err.toString()).contains("and run %s, which alone may move it".formatted(RUN));
  }

  /// An hour passes each time that somebody asks.
  private static final class HastyClock extends Clock {
    private final AtomicReference<Instant> now;

    private HastyClock(Instant first) {
      this.now = new AtomicReference<>(first);
    }

    @Override
    public Instant instant() {
      return now.updateAndGet(it -> it.plus(Duration.ofHours(1)));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /// What becomes of a watch.
  private interface Course {
    void of(ScriptedRegions platform, Future<?> running) throws Exception;
  }

  /// Begins once the writer in east is watched.
  private void watching(Course course) throws Exception {
    var platform = new ScriptedRegions(state, FIRST);
    var file = StorefrontPlan.read();
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

  private static Placement move(ScriptedRegions platform, Placement from, String region)
      throws Exception {
    var claimed = from.claimedBy(RUN);
    var moved = claimed.promoted(region, claimed.highestEpoch()).released();
    platform.placements().compareAndSet(Optional.of(from), moved);
    return moved;
  }
}
