package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.KeptCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reason and time of keeping old files; inside of them, so that it goes where they go.
///
/// @param since RFC 3339 in UTC; null where that is not known
record KeptNote(@Nullable String since, String why) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String FILE = "lifeboat.kept";

  static Path file(Path copy) {
    return copy.resolve(FILE);
  }

  byte[] bytes() {
    return JSON.writeValueAsBytes(this);
  }

  /// What is kept stays kept, whatever its note says. An earlier version wrote the time alone.
  static KeptNote of(Path copy) throws IOException {
    String text;
    try {
      text = Files.readString(file(copy));
    } catch (NoSuchFileException _) {
      return new KeptNote(null, "nothing says why");
    }
    try {
      return JSON.readValue(text, KeptNote.class);
    } catch (JacksonException _) {
      return new KeptNote(time(text), "an earlier version of Lifeboat kept them");
    }
  }

  private static @Nullable String time(String text) {
    try {
      return Instant.parse(text).toString();
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  KeptCopy copy(String name, long epoch, long bytes) {
    return new KeptCopy(name, epoch, since, bytes, why);
  }
}
