package dev.lifeboat.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CanaryLogWriterTest {
  @TempDir private Path folder;

  @Test
  void nobody_else_may_read_its_log_and_no_log_is_mixed_with_another() throws Exception {
    var log = folder.resolve("canary.jsonl");

    var _ = new CanaryLogWriter(log);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> new CanaryLogWriter(log))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
