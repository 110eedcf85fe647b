package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Observation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PresentEpochTest {
  @TempDir private Path folder;
  private PresentEpoch epoch;

  /// The writer is that of epoch 1, and a run has claimed epoch 2.
  @BeforeEach
  void claim() throws Exception {
    var placements = new FilePlacements(folder);
    placements.compareAndSet(
        Optional.empty(), new Placement("shop", "east", 1, 2, Optional.empty()));
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
}
