package dev.lifeboat.guard;

import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.wire.NoAnswer;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;

/// What an exception of a driver, of a file or of a call means to people, who read it in a log or
/// in a refusal: the messages of some are a path, a name of a class, or nothing.
public final class FailureWords {
  private FailureWords() {}

  /// Such as `the server refuses connections`.
  public static String of(Throwable failure) {
    return switch (failure) {
      case SQLException sql -> SqlFailure.told(sql);
      case FileSystemException file -> FileFailure.told(file);
      case UncheckedIOException file -> FileFailure.told(file);
      case RuntimeException broken when broken.getMessage() == null ->
          "an error of Lifeboat's own, " + broken.getClass().getSimpleName();
      default -> NoAnswer.why(failure);
    };
  }
}
