package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PresentEpochTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Placement FIRST = Placement.first("shop", "east");
  private static final Placement CLAIMED = FIRST.claimedBy(RUN);

  @TempDir private Path folder;
  private FilePlacements placements;
  private PresentEpoch epoch;

  /// The writer is that of epoch 1, and a run has claimed epoch 2.
  @BeforeEach
  void claim() throws Exception {
    placements = new FilePlacements(folder);
    placements.compareAndSet(Optional.empty(), CLAIMED);
    epoch = new PresentEpoch(placements, "shop");
  }

  /// A gateway that was only started again would take a late request of epoch 1.
  @Test
  void a_replica_that_was_not_told_the_claimed_epoch_is_no_fence() {
    assertThat(epoch.untold(1)).get().isInstanceOf(Observation.Pending.class);
    assertThat(epoch.untold(2)).isEmpty();
  }

  @Test
  void a_placement_that_cannot_be_read_is_no_fence_either() throws Exception {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.writeString(file, "not a placement");
      }
    }
    assertThat(epoch.untold(2)).get().isInstanceOf(Observation.Unreachable.class);
  }

  @Test
  void a_run_that_holds_the_placement_is_obeyed_under_its_epoch_alone() throws Exception {
    assertThatCode(() -> require(RUN, 2)).doesNotThrowAnyException();
    assertLate(RUN, 1);
    assertLate(new RunId("r-1"), 2);
  }

  /// No higher epoch was handed out.
  @Test
  void a_run_whose_claim_was_dropped_is_late() throws Exception {
    placements.compareAndSet(Optional.of(CLAIMED), CLAIMED.released());

    assertLate(RUN, 2);
  }

  @Test
  void whoever_brings_a_lab_up_is_obeyed_until_a_run_was_opened() throws Exception {
    var deployment = new RunId("deployment");
    assertLate(deployment, 1);

    var fresh = new FilePlacements(Files.createDirectory(folder.resolve("fresh")));
    fresh.compareAndSet(Optional.empty(), FIRST);
    epoch = new PresentEpoch(fresh, "shop");

    assertThatCode(() -> require(deployment, 1)).doesNotThrowAnyException();
    assertLate(RUN, 2);
  }

  private void assertLate(RunId run, long under) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> require(run, under))
        .matches(it -> it.problem().code() == Code.LB3002);
  }

  private void require(RunId run, long under) throws Exception {
    epoch.require(
        new Goal.Running("web", "west", 2, 0),
        new Attempt(run, new StepId("s"), under, 1, Instant.MAX, Succession.NONE));
  }
}
