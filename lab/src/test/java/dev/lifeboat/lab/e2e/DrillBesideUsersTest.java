package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a drill tells its own client from those of users, and from the service.
@Tag("proof")
@Timeout(600)
@ExtendWith(SharedLab.InTests.class)
final class DrillBesideUsersTest {
  private static final int USERS_RATE = 2;
  private static RunningLab lab;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(RunningLab::atOnce);
  }

  /// Method: somebody else writes all the time; what is left of that is no residue, and is there.
  @Test
  void users_who_write_through_a_whole_drill_leave_no_residue_and_keep_their_rows()
      throws Exception {
    var log = Files.createTempDirectory("lifeboat-user-").resolve("canary.jsonl");
    try (var user = lab.site().startCanary("user-1", USERS_RATE, log)) {
      assertThat(user.awaitSteady(3, 60)).isTrue();
      var result = lab.drill(Scenarios.REGION_LOSS);

      assertThat(result.safety().residue()).as("%s", result).isEmpty();
      assertThat(result.outcome())
          .as("%s", result)
          .isIn(DrillResult.Outcome.PASSED, DrillResult.Outcome.MISSED);
      assertThat(user.awaitSteady(3, 60)).as("until the end").isTrue();
      var kept = (StoredNumbers.Numbers) lab.site().rows("east", "user-1");
      assertThat(kept.numbers()).isNotEmpty();
    } finally {
      FileTree.delete(log.getParent());
    }
  }

  /// Method: SIGKILL for the drill's client once an instance of the service is another process.
  @Test
  void a_client_that_dies_is_told_as_such_and_the_service_is_not_blamed() throws Exception {
    var instance = lab.process("east", "web-0");
    var before = children();
    var held =
        CompletableFuture.supplyAsync(() -> {
          try {
            return lab.drill(Scenarios.SERVICE_LOSS);
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
    LabAwait.until(() -> held.isDone() || !instance.alive());
    var clients = children();
    clients.removeAll(before);
    assertThat(clients)
        .as("the drill's client")
        .hasSize(1)
        .allMatch(ProcessHandle::destroyForcibly);

    var result = held.get(90, TimeUnit.SECONDS);

    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.MISSED);
    assertThat(result.head().verdict().why())
        .isEqualTo("RTO not measured: the canary ended by itself: killed by signal 9");
    assertThat(result.measured().rpo().met()).isNull();
    assertThat(result.measured().rto().capacitySeconds()).isNull();
    assertThat(result.safety().residue()).isEmpty();
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toCollection(ArrayList::new));
  }
}
