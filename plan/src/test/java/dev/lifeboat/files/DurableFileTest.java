package dev.lifeboat.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir private Path folder;

  @Test
  void what_is_missing_is_told_from_what_cannot_be_read() throws Exception {
    var missing = folder.resolve("missing");
    var loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));

    assertThat(DurableFile.read(missing)).isEmpty();
    assertThat(DurableFile.isThere(missing)).isFalse();
    assertThat(DurableFile.list(missing)).isEmpty();
    assertThat(Files.exists(loop)).as("what the answer must not be taken from").isFalse();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> DurableFile.read(loop));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> DurableFile.isThere(loop));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> DurableFile.list(loop));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> DurableFile.folders(folder));
  }

  /// A link to nothing is listed and not there, as a file that is removed in between.
  @Test
  void what_goes_while_folders_are_looked_for_is_left_out() throws Exception {
    Files.createSymbolicLink(folder.resolve("gone"), folder.resolve("missing"));
    Files.createFile(folder.resolve("file"));
    var kept = Files.createDirectory(folder.resolve("kept"));

    assertThat(DurableFile.folders(folder)).containsExactly(kept);
  }

  @Test
  void folders_are_made_with_all_above_them_and_again() throws Exception {
    var deep = folder.resolve("a").resolve("b").resolve("c");

    DurableFile.createFolders(deep);
    DurableFile.createFolders(deep);

    DurableFile.write(deep.resolve("file"), "text".getBytes(UTF_8));
    assertThat(DurableFile.read(deep.resolve("file"))).hasValue("text".getBytes(UTF_8));
    assertThat(DurableFile.folders(folder)).containsExactly(folder.resolve("a"));
  }
}
