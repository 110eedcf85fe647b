package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlacementWatchTest {
  private static final RunId RUN = new RunId("20261120-150000-bcdf");
  private static final Placement FIRST = Placement.first("shop", "east");

  @TempDir private Path folder;
  private final Semaphore reads = new Semaphore(0);
  private final Semaphore turns = new Semaphore(0);
  private FilePlacements placements;
  private Placement placed = FIRST;
  private PlacementWatch watch;

  @BeforeEach
  void watch_the_writer_in_east() throws Exception {
    placements = new FilePlacements(folder);
    placements.compareAndSet(Optional.empty(), FIRST);
    watch =
        new PlacementWatch(
            _ -> {
              reads.release();
              turns.acquire();
            },
            Duration.ofSeconds(1),
            placements,
            FIRST);
  }

  @AfterEach
  void end() {
    watch.close();
  }

  /// Goal: a planned move leaves a region that answers as well as before; whoever watches it hears
  /// of the move all the same.
  @Test
  void a_writer_that_was_moved_is_not_the_same() throws Exception {
    afterRead();
    assertThatCode(watch::requireSame).doesNotThrowAnyException();

    become(FIRST.claimedBy(RUN).promoted("west", 2));

    refuses(watch::requireSame, "its writer is in west under epoch 2");
  }

  /// A switchover that was undone leaves the writer where it was, under an epoch that no earlier
  /// view of it knows.
  @Test
  void nor_is_one_that_came_back_under_another_epoch() throws Exception {
    var undone = FIRST.claimedBy(RUN).claimedBy(RUN);
    become(undone.promoted("east", 3).released());

    refuses(watch::requireSame, "its writer is in east under epoch 3");
  }

  @Test
  void an_open_run_alone_moves_nothing_and_yet_nobody_else_may_act() throws Exception {
    become(FIRST.claimedBy(RUN));

    assertThatCode(watch::requireSame).doesNotThrowAnyException();
    refuses(watch::requireFree, "run " + RUN + " is open");
  }

  /// Goal: a watch that was held back while a person moved the writer away from the region that is
  /// down never moves it back there.
  @Test
  @Tag("invariant-30")
  void a_region_that_is_down_and_no_longer_holds_the_writer_is_nothing_to_act_on()
      throws Exception {
    assertThatCode(watch::requireFree).doesNotThrowAnyException();

    replace(FIRST.claimedBy(RUN).promoted("west", 2).released());

    refuses(watch::requireFree, "its writer is in west under epoch 2");
  }

  @Test
  void a_placement_that_cannot_be_read_at_the_moment_is_no_change() throws Exception {
    var file = folder.resolve("shop.json");
    var whole = Files.readAllBytes(file);
    Files.writeString(file, "torn");
    afterRead();
    afterRead();
    assertThatCode(watch::requireSame).doesNotThrowAnyException();

    Files.write(file, whole);
    become(FIRST.claimedBy(RUN).promoted("west", 2).released());

    refuses(watch::requireSame, "its writer is in west");
  }

  private void become(Placement next) throws Exception {
    replace(next);
    // The read that is under way may have begun before.
    afterRead();
    afterRead();
  }

  private void replace(Placement next) throws Exception {
    placements.compareAndSet(Optional.of(placed), next);
    placed = next;
  }

  private void afterRead() throws Exception {
    assertThat(reads.tryAcquire(20, TimeUnit.SECONDS)).as("it reads").isTrue();
    turns.release();
  }

  private static void refuses(ThrowingCallable call, String why) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .matches(told -> told.problem().code() == Code.LB3003)
        .withMessageContaining(why);
  }
}
