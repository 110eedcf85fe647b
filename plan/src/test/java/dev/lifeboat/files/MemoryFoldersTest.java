package dev.lifeboat.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryFoldersTest {
  @TempDir Path memory;

  @Test
  void a_folder_is_in_memory_where_there_is_room() throws Exception {
    assertThat(new MemoryFolders(memory, 1).next()).isDirectory().hasParent(memory);
  }

  @Test
  void without_room_or_without_such_a_folder_it_is_where_it_always_was() throws Exception {
    for (var scarce :
        new MemoryFolders[] {
          new MemoryFolders(memory, Long.MAX_VALUE), new MemoryFolders(memory.resolve("none"), 1)
        }) {
      var made = scarce.next();
      assertThat(made).isDirectory().hasParent(Path.of(System.getProperty("java.io.tmpdir")));
      Files.delete(made);
    }
  }
}
