package dev.lifeboat.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecondLookTest {
  @Test
  void what_was_saved_or_removed_meanwhile_is_seen(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("a"), "one");
    var read = "one".getBytes(StandardCharsets.UTF_8);

    assertThat(SecondLook.finds(file, read)).isTrue();
    Files.writeString(file, "two");
    assertThat(SecondLook.finds(file, read)).isFalse();
    Files.delete(file);
    assertThat(SecondLook.finds(file, read)).isFalse();
  }
}
