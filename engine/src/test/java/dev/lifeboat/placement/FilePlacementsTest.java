package dev.lifeboat.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilePlacementsTest extends PlacementsContract {
  private static final Placement FIRST = Placement.first("shop", "east");

  @TempDir Path folder;

  @Override
  protected FilePlacements placements() {
    return new FilePlacements(folder);
  }

  @Test
  void what_a_crash_left_of_a_write_is_ignored() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    Files.writeString(folder.resolve("shop.json123.tmp"), "{\"workload\":\"sh");
    assertThat(placements().read("shop")).contains(FIRST);
    placements().compareAndSet(Optional.of(FIRST), FIRST.claimedBy(new RunId("r-1")));
    assertThat(placements().read("shop").orElseThrow().openRun()).contains(new RunId("r-1"));
  }

  @Test
  void a_damaged_placement_is_refused_with_its_file() throws Exception {
    Files.writeString(folder.resolve("shop.json"), "{");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> placements().read("shop"))
        .satisfies(refused -> assertThat(refused.problem().happened()).contains("shop.json"));
  }

  /// The form that releases read which keep no chain, field by field; they refuse others.
  @Test
  void a_placement_is_written_as_before_there_was_a_chain() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST.claimedBy(new RunId("r-1")));
    placements().compareAndSetEnd(Optional.empty(), ChainEnd.none("shop"));
    assertThat(Files.readString(folder.resolve("shop.json")))
        .isEqualTo(
            "{\"workload\":\"shop\",\"writer\":\"east\",\"epoch\":1,\"highestEpoch\":2,\"openRun\":\"r-1\"}");
  }

  @Test
  @Tag("invariant-5")
  void epochs_only_grow() {
    var claimed = FIRST.claimedBy(new RunId("r-1"));
    assertThat(claimed.epoch()).isEqualTo(1);
    assertThat(claimed.highestEpoch()).isEqualTo(2);
    var promoted = claimed.promoted("west", 2);
    assertThat(promoted.epoch()).isEqualTo(2);
    assertThat(promoted.released().claimedBy(new RunId("r-2")).highestEpoch()).isEqualTo(3);
    for (var wrong : List.of(1L, 3L)) {
      assertThatIllegalArgumentException().isThrownBy(() -> promoted.promoted("east", wrong));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Placement("shop", "east", 2, 1, Optional.empty()));
  }
}
