package dev.lifeboat.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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
    assertThat(FileFailure.reason(new DirectoryNotEmptyException(FILE)))
        .isEqualTo("something in it is in the way");
    assertThat(FileFailure.reason(new FileSystemException(FILE, null, "Read-only file system")))
        .isEqualTo("Read-only file system");
    assertThat(FileFailure.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileFailure.reason(new UncheckedIOException(new AccessDeniedException(FILE))))
        .isEqualTo("permission denied");
  }

  @Test
  void a_reason_that_nobody_gave_is_no_word_of_java() {
    assertThat(FileFailure.reason(new EOFException())).isEqualTo("it ends too early");
    assertThat(FileFailure.reason(new IOException())).isEqualTo("nobody says why");
  }

  /// The words of a parser are those of its own types.
  @Test
  void a_document_that_cannot_be_understood_has_a_reason_in_words() {
    assertThat(reason("{\"at\":")).isEqualTo("it is no JSON at column 7");
    assertThat(reason("{\n\"at\":")).isEqualTo("it is no JSON at line 2, column 6");
    assertThat(reason("{\"at\":\"soon\"}")).isEqualTo("it is JSON of another kind: look at 'at'");
    assertThat(reason("{\"at\":0}")).isEqualTo("at must be positive");
  }

  @Test
  void a_document_without_measure_is_refused_in_words() {
    var thrown =
        catchThrowableOfType(
            JacksonException.class, () -> JsonMapper.shared().readTree("[".repeat(1000)));

    assertThat(FileFailure.reason(thrown))
        .isEqualTo("it is nested too deeply, or holds too long a value");
  }

  private record Dated(long at) {
    private Dated {
      if (at < 1) {
        throw new IllegalArgumentException("at must be positive");
      }
    }
  }

  private static String reason(String document) {
    var thrown =
        catchThrowableOfType(
            JacksonException.class, () -> JsonMapper.shared().readValue(document, Dated.class));
    return FileFailure.reason(thrown);
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
