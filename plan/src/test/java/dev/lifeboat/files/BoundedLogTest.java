package dev.lifeboat.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
  private static final int BOUND = 200;

  @TempDir private Path folder;

  @Test
  void of_lines_without_end_the_newest_are_kept() throws Exception {
    var file = folder.resolve("intents.jsonl");
    var log = new DurableLog(file, BOUND);
    for (int line = 1; line <= 200; line++) {
      log.append("line %04d".formatted(line));
    }

    var older = folder.resolve("intents.jsonl.1");
    assertThat(Files.size(file) + Files.size(older)).isLessThan(2 * BOUND + 100L);
    assertThat(Files.readString(file)).endsWith("line 0200\n");
    var kept = Files.readString(older) + Files.readString(file);
    assertThat(kept).as("none is missing in between").contains("line 0195\nline 0196\n");
    assertThat(folder).isDirectoryNotContaining(path -> path.endsWith("intents.jsonl.2"));
  }
}
