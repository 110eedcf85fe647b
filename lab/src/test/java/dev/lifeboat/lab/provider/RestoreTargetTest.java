package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.runbook.Goal;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody is fenced for a region that could not take the database.
final class RestoreTargetTest {
  private static final long BASE = 1L << 30;
  private static final long RECOVERY = 256L << 20;

  private static VaultPoint point(long bytes) {
    return new VaultPoint("offsite", "base", 3, 1, "0/5000060", Optional.empty(), bytes);
  }

  private static Readiness readiness(boolean held, long free) {
    return readiness(held, free, List.of());
  }

  private static Readiness readiness(boolean held, long free, List<VaultPoint> beside) {
    var seen =
        new DatabaseState(
            new DatabaseState.Duty(Role.STOPPED, 3, 3),
            new DatabaseState.Server(null, false, false, null, 0),
            new DatabaseState.ControlData(null, null, null, null),
            new DatabaseState.Care("none", held, 0, null),
            null,
            null,
            null,
            null);
    var target =
        new RestoreTarget(
            new Goal.Restored("orders", "west"), seen, Path.of("/data/orders.restored"), free);
    return target.readiness(point(BASE), beside);
  }

  @Test
  void there_is_room_for_what_is_restored_beside_what_is_there() {
    assertThat(readiness(false, BASE + RECOVERY)).isInstanceOf(Readiness.Ready.class);
    assertThat(readiness(false, BASE + RECOVERY - 1).hindrance())
        .hasValueSatisfying(it -> {
          assertThat(it.code()).isEqualTo(Code.LB2004);
          assertThat(it.retry()).isEqualTo(Problem.Retry.NEVER);
          assertThat(it.happened())
              .isEqualTo(
                  "orders cannot be restored in west: its base and log take 1,024 MiB, and 256 MiB"
                      + " are wanted for its recovery; 1,280 MiB are free in /data");
        });
  }

  /// Else each of two would have room alone, and the second one none after the fence.
  @Test
  void what_others_take_of_the_same_room_counts_too() throws Exception {
    var stock = List.of(point(BASE / 2));
    long sum = BASE + RECOVERY + BASE / 2 + RECOVERY;
    assertThat(readiness(false, sum, stock)).isInstanceOf(Readiness.Ready.class);
    assertThat(readiness(false, sum - 1, stock).hindrance())
        .map(Problem::happened)
        .contains(
            "orders cannot be restored in west: its base and log take 1,024 MiB, and 256 MiB"
                + " are wanted for its recovery, 768 MiB for 1 database beside it; 2,048 MiB are"
                + " free in /data");
    assertThat(RestoreTarget.shareRoom(Path.of("target", "a", "b"), Path.of("target", "c")))
        .isTrue();
    assertThat(RestoreTarget.shareRoom(Path.of("target", "a"), Path.of("/proc", "a"))).isFalse();
  }

  @Test
  void what_is_held_is_told_before_and_not_after_the_fence() {
    assertThat(readiness(true, 2 * BASE).hindrance()).map(Problem::code).contains(Code.LB2011);
  }

  @Test
  void a_folder_that_is_not_made_yet_has_the_room_of_the_one_it_is_made_in() throws Exception {
    assertThat(RestoreTarget.free(Path.of("target", "none", "orders.restored"))).isPositive();
  }

  /// Else what an attempt that was broken off has left would hinder each later one.
  @Test
  void what_an_earlier_attempt_left_takes_no_room(@TempDir Path folder) throws Exception {
    long terabyte = 1L << 40;
    try (var file = new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
      file.setLength(terabyte);
    }
    assertThat(RestoreTarget.free(folder)).isGreaterThan(terabyte);
  }
}
