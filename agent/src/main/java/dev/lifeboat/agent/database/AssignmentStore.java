package dev.lifeboat.agent.database;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The durable assignment of one database, `<state>/databases/<name>.json`. Its readers may run
/// beside the one writer, who holds the database's lock.
final class AssignmentStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private volatile Assignment current;

  /// Reads the assignment, if there is one.
  ///
  /// @throws IOException if there is an assignment that cannot be read: then nothing may start
  AssignmentStore(Path state, String name) throws IOException {
    this.file = state.resolve("databases").resolve(name + ".json");
    this.current = read(file);
  }

  Assignment current() {
    return current;
  }

  /// Durable before it counts, and before it returns. Does nothing if it is so already.
  void save(Assignment assignment) throws IOException {
    if (!assignment.equals(current)) {
      DurableFile.createFolders(DurableFile.folderOf(file));
      DurableFile.write(file, JSON.writeValueAsBytes(assignment));
      current = assignment;
    }
  }

  private static Assignment read(Path file) throws IOException {
    try {
      return DurableFile.read(file)
          .map(bytes -> JSON.readValue(bytes, Assignment.class))
          .orElse(Assignment.NONE);
    } catch (JacksonException damage) {
      throw new IOException(file + " does not hold an assignment", damage);
    }
  }
}
