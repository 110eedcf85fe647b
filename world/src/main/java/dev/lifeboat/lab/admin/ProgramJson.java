package dev.lifeboat.lab.admin;

import dev.lifeboat.files.KnownFieldsJson;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// JSON as the lab's programs read and write it: unknown fields are mistakes, never ignored.
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

  /// As the other one.
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
