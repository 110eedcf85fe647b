package dev.lifeboat.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One value, kept durably as JSON in a file of its own. A reader sees the old value or the new
/// one; two writers at once leave one of the two.
///
/// @param wrong what is said of a file that holds something else, such as `does not hold a vote`
public record JsonFile<T>(Path path, Class<T> type, String wrong) {
  /// Empty only if there is no such file.
  ///
  /// @throws IOException when it cannot be read or holds something else: never taken for "none"
  public Optional<T> read() throws IOException {
    var bytes = DurableFile.read(path);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      var value = Optional.ofNullable(JsonMapper.shared().readValue(bytes.get(), type));
      return Optional.of(value.orElseThrow(() -> new IOException(path + " " + wrong)));
    } catch (JacksonException damage) {
      throw new IOException(path + " " + wrong, damage);
    }
  }

  /// Durable on return, with every folder above it.
  public void write(T value) throws IOException {
    DurableFile.createFolders(DurableFile.folderOf(path));
    DurableFile.write(path, JsonMapper.shared().writeValueAsBytes(value));
  }
}
