package dev.lifeboat.problem;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidTypeIdException;

/// Tells of a file or folder of Lifeboat's own that could not be read or written: `cannot`, what
/// was to be done, where and why.
public final class FileFailure {
  private FileFailure() {}

  /// LB4001: a journal, a placement or another file that is kept.
  ///
  /// @param verb such as `write`, or `write the journal`
  public static ProblemException of(
      String verb, Path path, Exception cause, String means, String action) {
    return of(Code.LB4001, verb, path, cause, means, action);
  }

  /// LB4009: what a run left, which only readers ask for.
  public static ProblemException ofRun(
      String verb, Path path, Exception cause, String means, String action) {
    return of(Code.LB4009, verb, path, cause, means, action);
  }

  /// LB6001: what this machine keeps, or was to write, for whoever uses it.
  public static ProblemException ofMachine(
      String verb, Path path, Exception cause, String means, String action) {
    return of(Code.LB6001, verb, path, cause, means, action);
  }

  private static ProblemException of(
      Code code, String verb, Path path, Exception cause, String means, String action) {
    var happened = "cannot %s %s: %s".formatted(verb, path, reason(cause));
    return Problem.lasting(code, happened, means, action).asException(cause);
  }

  /// Where and why, for a sentence that does not name the file.
  public static String told(Exception cause) {
    return cause instanceof FileSystemException failed && failed.getFile() != null
        ? failed.getFile() + ": " + reason(failed)
        : reason(cause);
  }

  /// Why, in words: of some exceptions the message is the path and nothing else.
  public static String reason(Exception cause) {
    return switch (cause) {
      case UncheckedIOException unchecked -> reason(Objects.requireNonNull(unchecked.getCause()));
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "it is not there";
      case FileAlreadyExistsException _ -> "something else is there already";
      case NotDirectoryException _ -> "it is no folder";
      case FileSystemLoopException _ -> "links lead in a circle";
      case DirectoryNotEmptyException _ -> "something in it is in the way";
      case FileSystemException failed when failed.getReason() != null -> failed.getReason();
      case JacksonException damaged -> unread(damaged);
      case EOFException _ -> "it ends too early";
      default -> Objects.requireNonNullElse(cause.getMessage(), "nobody says why");
    };
  }

  /// What to do about files in a folder: not permissions are to be mended of a link that leads in a
  /// circle.
  public static String remedy(IOException cause) {
    return cause instanceof AccessDeniedException
        ? "mend the permissions of the folder"
        : "mend that, or get the folder from a copy";
  }

  /// Why a document is not one of ours; the parser's words are those of its own types.
  private static String unread(JacksonException damaged) {
    return switch (damaged) {
      case StreamConstraintsException _ -> "it is nested too deeply, or holds too long a value";
      case InvalidTypeIdException foreign ->
          "it is of a kind that is unknown here, '%s'".formatted(foreign.getTypeId());
      case StreamReadException _ -> "it is no JSON" + place(damaged.getLocation());
      default ->
          damaged.getCause() instanceof IllegalArgumentException ours && ours.getMessage() != null
              ? ours.getMessage()
              : "it is JSON of another kind" + path(damaged);
    };
  }

  /// Of a document of one line its number says nothing: it may itself be the tenth of a journal.
  private static String place(@Nullable TokenStreamLocation at) {
    if (at == null) {
      return "";
    }
    var line = at.getLineNr() <= 1 ? "" : "line %d, ".formatted(at.getLineNr());
    return " at %scolumn %d".formatted(line, Math.max(1, at.getColumnNr()));
  }

  private static String path(JacksonException mapped) {
    var keys =
        mapped.getPath().stream()
            .map(JacksonException.Reference::getPropertyName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."));
    return keys.isEmpty() ? "" : ": look at '%s'".formatted(keys);
  }
}
