package dev.lifeboat.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class FilePlacementsTest {
  private static final Placement FIRST = Placement.first("shop", "east");

  @TempDir Path folder;

  private FilePlacements placements() {
    return new FilePlacements(folder);
  }

  @Test
  void a_workload_that_was_never_placed_has_none() throws Exception {
    assertThat(placements().read("shop")).isEmpty();
  }

  @Test
  void a_placement_is_read_by_another_process_as_it_was_written() throws Exception {
    var claimed = FIRST.claimedBy(new RunId("r-1"));
    placements().compareAndSet(Optional.empty(), FIRST);
    placements().compareAndSet(Optional.of(FIRST), claimed);
    assertThat(placements().read("shop")).contains(claimed);
  }

  @Test
  void a_change_from_what_is_no_longer_so_is_refused() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    placements().compareAndSet(Optional.of(FIRST), FIRST.claimedBy(new RunId("r-1")));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> placements().compareAndSet(Optional.of(FIRST), FIRST.claimedBy(new RunId("r-2"))))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB3003);
          assertThat(refused.problem().happened()).contains("run r-1 is open");
        });
  }

  /// Each of many threads, with an object of its own as a process has, counts up many times.
  @Test
  @Timeout(60)
  void of_many_changes_at_once_none_is_lost() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    int threads = 4;
    int times = 15;
    var work = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < threads; i++) {
      var run = new RunId("r-" + i);
      work.add(() -> countUp(new FilePlacements(folder), run, times));
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var ended : executor.invokeAll(work)) {
        assertThat(ended.get()).isTrue();
      }
    }
    assertThat(placements().read("shop").orElseThrow().highestEpoch())
        .isEqualTo(1 + threads * times);
  }

  private static boolean countUp(FilePlacements own, RunId run, int times) throws Exception {
    for (int done = 0; done < times; ) {
      var present = own.read("shop").orElseThrow();
      try {
        own.compareAndSet(Optional.of(present), present.claimedBy(run));
        done++;
      } catch (ProblemException overtaken) {
        assertThat(overtaken.problem().code()).isEqualTo(Code.LB3003);
      }
    }
    return true;
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

  @Test
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
