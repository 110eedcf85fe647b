package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00.123456Z");

  @TempDir private Path folder;

  @Test
  void a_pause_is_read_back_by_another_process_until_it_is_ended() throws Exception {
    var pause = new Maintenance("shop", "new disks", "ann", NOW, NOW.plusSeconds(60));
    new WatchFolder(folder).begin(pause);

    assertThat(new WatchFolder(folder).maintenance("shop")).contains(pause);
    assertThat(new WatchFolder(folder).maintenance("other")).isEmpty();

    new WatchFolder(folder).endMaintenance("shop");
    new WatchFolder(folder).endMaintenance("shop");
    assertThat(new WatchFolder(folder).maintenance("shop")).isEmpty();
  }

  @Test
  void what_a_watch_saw_is_read_back() throws Exception {
    var watching =
        new WatchRecord(
            new WatchRecord.Primary("shop", "east"),
            42,
            NOW,
            new WatchRecord.State("disputed", "silent", NOW.minusSeconds(3)),
            new Dips(List.of(NOW.minusSeconds(9)), Optional.of(NOW.minusSeconds(3))),
            Optional.empty());
    new WatchFolder(folder).keep(watching);

    assertThat(new WatchFolder(folder).watching("shop")).contains(watching);
    assertThat(watching.fresh(NOW.plusSeconds(10))).isTrue();
    assertThat(watching.fresh(NOW.plusSeconds(11))).isFalse();
  }

  @Test
  void a_pause_that_cannot_be_read_is_never_taken_for_none() throws Exception {
    Files.writeString(folder.resolve("shop.pause.json"), "{\"workload\":\"shop\",");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new WatchFolder(folder).maintenance("shop"))
        .matches(told -> told.problem().code() == Code.LB4001);
  }
}
