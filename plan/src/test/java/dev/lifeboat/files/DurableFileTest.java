package dev.lifeboat.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  /// Keys are written so, and the passwords of servers.
  @Test
  void a_new_file_is_for_the_eyes_of_its_owner() throws Exception {
    var file = folder.resolve("key");

    DurableFile.write(file, "secret".getBytes(UTF_8), folder);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(folder));
  }

  @Test
  void what_is_there_is_not_created_again() throws Exception {
    var file = folder.resolve("pack");
    DurableFile.create(file, "first and more".getBytes(UTF_8), 5);

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> DurableFile.create(file, "second".getBytes(UTF_8), 6));
    assertThat(file).hasContent("first");
    assertThat(DurableFile.list(folder)).containsExactly(file);
  }

  /// A plan that a group reads is never one of its writer alone, also not for a moment.
  @Test
  void who_may_read_a_file_stays_as_it_is() throws Exception {
    var file = Files.writeString(folder.resolve("plan.yaml"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    DurableFile.replace(file, "new".getBytes(UTF_8));

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(DurableFile.list(folder)).containsExactly(file);
  }

  @Test
  void what_nobody_may_write_is_not_replaced() throws Exception {
    var file = Files.writeString(folder.resolve("plan.yaml"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> DurableFile.replace(file, "new".getBytes(UTF_8)));
    assertThat(file).hasContent("old");
  }
}
