package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an open run, which alone may move the workload, does not hide that its region is lost.
/// Method: looks a second apart on a clock of the test's own, at a writer that answers or does not.
final class OpenRunWatchTest {
  private static final RunId RUN = new RunId("20261120-150000-bcdf");
  // The shop's objective is longer than any move may hide.
  private static final Duration MOVE = Duration.ofMinutes(10);
  private static final Placement PLACED = Placement.first("shop", "east").claimedBy(RUN);

  @TempDir private Path state;
  private final ProgressLines told = new ProgressLines();
  private Instant now = Instant.parse("2026-11-20T15:00:00Z");
  private ScriptedRegions platform;
  private OpenRunWatch watch;

  @BeforeEach
  void begin() throws Exception {
    platform = new ScriptedRegions(state, PLACED);
    watch = new OpenRunWatch(StorefrontPlan.read().workload("shop"), platform, () -> now, told);
  }

  private void lookFor(Duration span) throws Exception {
    for (var until = now.plus(span); now.isBefore(until); now = now.plusSeconds(1)) {
      watch.look(PLACED);
    }
  }

  @Test
  void a_region_that_is_lost_while_a_run_waits_is_told_once_with_the_run() throws Exception {
    lookFor(MOVE.multipliedBy(2));
    assertThat(told.toString()).isEmpty();

    platform.loseWriter();
    lookFor(Duration.ofMinutes(5));

    assertThat(told.toString().lines())
        .singleElement()
        .asString()
        .contains("watch lost shop in east is lost since", RUN.value(), "connection refused");
  }

  @Test
  void users_who_are_out_while_a_move_is_underway_are_no_news() throws Exception {
    platform.loseWriter();
    lookFor(MOVE);
    assertThat(told.toString()).isEmpty();

    lookFor(Duration.ofMinutes(1));
    assertThat(told.toString()).contains("is lost since");
  }

  @Test
  void a_region_that_comes_back_is_told_and_lost_again_is_told_again() throws Exception {
    lookFor(MOVE);
    platform.loseWriter();
    lookFor(Duration.ofMinutes(1));
    platform.findWriter();
    lookFor(Duration.ofMinutes(1));
    platform.loseWriter();
    lookFor(Duration.ofMinutes(1));

    assertThat(told.toString().lines().map(line -> line.split(" ")[1]))
        .containsExactly("lost", "back", "lost");
  }
}
