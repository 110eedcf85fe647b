package dev.lifeboat.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogsTest {
  private static final int BOUND = 1_000;

  @TempDir private Path folder;

  /// Goal: a process that writes on is not disturbed. Method: it appends through the handle that it
  /// has, as every process here does.
  @Test
  void a_log_that_a_process_goes_on_writing_is_cut() throws Exception {
    var log = folder.resolve("web-0.log");
    try (var process =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      process.write(new byte[BOUND + 1]);
      new ProcessLogs(folder, BOUND).cut();
      process.write("and on\n".getBytes(UTF_8));
    }
    assertThat(log).hasContent("and on\n");
    assertThat(folder.resolve("web-0.log.1")).hasSize(BOUND + 1);

    new ProcessLogs(folder, BOUND).cut();
    assertThat(log).as("below the bound").hasContent("and on\n");
  }
}
