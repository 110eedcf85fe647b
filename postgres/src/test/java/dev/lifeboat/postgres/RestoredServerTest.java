package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoredServerTest {
  @TempDir private Path data;
  private RestoredServer restored;

  /// A restore that was broken off has no control file, only what would become it.
  @BeforeEach
  void breakOff() throws Exception {
    Files.createDirectory(data.resolve("global"));
    Files.writeString(data.resolve(RestoredServer.UNFINISHED), "control");
    Files.writeString(data.resolve("PG_VERSION"), "18");
    Files.writeString(data.resolve("standby.signal"), "");
    Files.writeString(
        data.resolve("postgresql.auto.conf"), "recovery_target_time = 'then'\nwork_mem = '8MB'\n");
    restored = new RestoredServer(data);
  }

  @Test
  void it_starts_only_once_all_of_it_is_there_and_recovers_to_the_end_of_its_log()
      throws Exception {
    assertThat(data.resolve(RestoredServer.CONTROL)).doesNotExist();

    restored.recoverTo(new RecoveryTarget.Latest());

    assertThat(data.resolve(RestoredServer.CONTROL)).hasContent("control");
    assertThat(data.resolve(RestoredServer.UNFINISHED)).doesNotExist();
    assertThat(data.resolve("recovery.signal")).exists();
    assertThat(data.resolve("standby.signal")).doesNotExist();
    assertThat(Files.readString(data.resolve("postgresql.auto.conf")))
        .contains("work_mem = '8MB'", "restore_command", "recovery_target_timeline = 'current'")
        .doesNotContain("recovery_target_time =");
  }

  @Test
  void without_its_control_file_it_is_refused() throws Exception {
    Files.delete(data.resolve(RestoredServer.UNFINISHED));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> restored.recoverTo(new RecoveryTarget.Latest()));
    assertThat(data.resolve(RestoredServer.CONTROL)).doesNotExist();
  }
}
