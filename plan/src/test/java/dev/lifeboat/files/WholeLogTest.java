package dev.lifeboat.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Log whose first line is never moved aside.
final class WholeLogTest {
  private static final int MEBIBYTES = 9;

  @TempDir private Path folder;

  @Test
  void the_first_line_stays_however_many_come() throws Exception {
    var file = folder.resolve("log");
    var log = DurableLog.ofAllTime(file);
    log.append("first");
    for (int count = 0; count < MEBIBYTES; count++) {
      log.append("x".repeat(1 << 20));
    }
    assertThat(Files.readAllLines(file)).startsWith("first").hasSize(MEBIBYTES + 1);
  }
}
