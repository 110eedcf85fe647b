package dev.lifeboat.agent.lease;

import dev.lifeboat.durable.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a keeper remembers of one lease over its own death, `<state>/leases/<workload>.json`.
///
/// @param epoch the highest that was held here; 0 for none
/// @param hold whether to go on holding it; false once it was handed back or lost for good
/// @param override whose word replaces the votes, until they are had; null if nobody's does
record Intention(long epoch, boolean hold, @Nullable String override) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final Intention NONE = new Intention(0, false, null);

  /// @throws IOException if there is one that cannot be read: then nothing may be held
  static Intention read(Path file) throws IOException {
    try {
      return DurableFile.read(file)
          .map(bytes -> JSON.readValue(bytes, Intention.class))
          .orElse(NONE);
    } catch (JacksonException damage) {
      throw new IOException(file + " does not hold a keeper's intention", damage);
    }
  }

  /// Durable on return.
  Intention write(Path file) throws IOException {
    DurableFile.createFolders(DurableFile.folderOf(file));
    DurableFile.write(file, JSON.writeValueAsBytes(this));
    return this;
  }
}
