package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchLoopTest {
  private static final RunId RUN = new RunId("20261120-150000-bcdf");

  @TempDir private Path folder;

  /// Goal: a watch that was held back while a person moved the writer away from the region that is
  /// down never moves it back there.
  @Test
  void a_region_that_is_down_and_no_longer_holds_the_writer_is_nothing_to_act_on()
      throws Exception {
    var placements = new FilePlacements(folder);
    var first = Placement.first("shop", "east");
    placements.compareAndSet(Optional.empty(), first);
    assertThatCode(() -> WatchLoop.requireStill(placements, "shop", "east"))
        .doesNotThrowAnyException();

    var claimed = first.claimedBy(RUN);
    placements.compareAndSet(Optional.of(first), claimed);
    refuses(placements, "is open on 'shop'");

    placements.compareAndSet(Optional.of(claimed), claimed.promoted("west", 2).released());
    refuses(placements, "'shop' is in west now");
  }

  private static void refuses(FilePlacements placements, String why) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> WatchLoop.requireStill(placements, "shop", "east"))
        .matches(told -> told.problem().code() == Code.LB3003)
        .withMessageContaining(why);
  }
}
