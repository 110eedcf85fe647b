package dev.lifeboat.guard;

import dev.lifeboat.files.KnownFieldsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The file that a process of a region is started with. Unknown keys are errors.
///
/// @param whose configuration it holds, such as `an agent's`
public record ConfigFile<C>(Class<C> type, String whose) {
  private static final JsonMapper JSON = KnownFieldsJson.mapper();

  /// Reads one.
  ///
  /// @throws IOException naming the file, if it cannot be read or does not hold a configuration
  public C read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), type);
    } catch (JacksonException mistake) {
      throw new IOException(
          "%s does not hold %s configuration: %s"
              .formatted(file, whose, mistake.getOriginalMessage()),
          mistake);
    }
  }

  /// The form that [#read] takes; for whoever starts such a process.
  public byte[] bytes(C config) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(config);
  }
}
