package dev.lifeboat.wire;

import dev.lifeboat.files.KnownFieldsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// JSON as our programs read and write it: unknown fields are mistakes, never ignored.
public final class ProgramJson {
  private static final JsonMapper MAPPER = KnownFieldsJson.mapper();

  private ProgramJson() {}

  /// Reads a whole document.
  ///
  /// @throws IllegalArgumentException saying what is wrong with it and where
  public static <T> T read(byte[] document, Class<T> type) {
    ObjectReader reader = MAPPER.readerFor(type);
    try {
      T value = reader.readValue(document);
      if (value == null) {
        throw new IllegalArgumentException("expected an object, found null");
      }
      return value;
    } catch (JacksonException unreadable) {
      var at = unreadable.getLocation();
      // One line: what follows the first is Jackson's path through the classes.
      var what = unreadable.getOriginalMessage().lines().findFirst().orElse("unreadable");
      throw new IllegalArgumentException(
          at == null || at.getLineNr() < 1 ? what : "line " + at.getLineNr() + ": " + what,
          unreadable);
    }
  }

  /// Reads the file that a program is started with.
  ///
  /// @throws IOException naming the file, if it cannot be read or holds something else
  public static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      return read(Files.readAllBytes(file), type);
    } catch (IllegalArgumentException mistake) {
      throw new IOException("config %s: %s".formatted(file, mistake.getMessage()), mistake);
    }
  }

  /// Reads a whole document.
  public static <T> T read(String document, Class<T> type) {
    return read(document.getBytes(StandardCharsets.UTF_8), type);
  }

  /// Writes a document, indented for the people who look at config and state files.
  public static byte[] write(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
  }

  /// Writes a document in one line.
  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
