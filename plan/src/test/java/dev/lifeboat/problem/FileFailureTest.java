package dev.lifeboat.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A reason is no path. Of these exceptions the message is the path alone.
final class FileFailureTest {
  private static final String FILE = "/keys/evidence.pub";

  @Test
  void a_file_that_cannot_be_had_has_a_reason_in_words() {
    assertThat(FileFailure.reason(new AccessDeniedException(FILE))).isEqualTo("permission denied");
    assertThat(FileFailure.reason(new NoSuchFileException(FILE))).isEqualTo("it is not there");
    assertThat(FileFailure.reason(new FileAlreadyExistsException(FILE)))
        .isEqualTo("something else is there already");
    assertThat(FileFailure.reason(new NotDirectoryException(FILE))).isEqualTo("it is no folder");
    assertThat(FileFailure.reason(new FileSystemException(FILE, null, "Read-only file system")))
        .isEqualTo("Read-only file system");
    assertThat(FileFailure.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileFailure.reason(new UncheckedIOException(new AccessDeniedException(FILE))))
        .isEqualTo("permission denied");
  }

  @Test
  void the_file_is_named_once() {
    assertThat(FileFailure.told(new AccessDeniedException(FILE)))
        .isEqualTo(FILE + ": permission denied");
    assertThat(
            FileFailure.of(
                    "read", Path.of(FILE), new AccessDeniedException(FILE), "nothing", "mend it")
                .problem()
                .happened())
        .isEqualTo("cannot read " + FILE + ": permission denied");
  }
}
