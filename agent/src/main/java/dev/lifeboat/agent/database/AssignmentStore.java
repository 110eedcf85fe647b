package dev.lifeboat.agent.database;

import dev.lifeboat.files.JsonFile;
import java.io.IOException;
import java.nio.file.Path;

/// The durable assignment of one database, `<state>/databases/<name>.json`. Its readers may run
/// beside the one writer, who holds the database's lock.
final class AssignmentStore {
  private final JsonFile<Assignment> file;
  private volatile Assignment current;

  /// Reads the assignment, if there is one.
  ///
  /// @throws IOException if there is an assignment that cannot be read: then nothing may start
  AssignmentStore(Path state, String name) throws IOException {
    this.file =
        new JsonFile<>(
            state.resolve("databases").resolve(name + ".json"),
            Assignment.class,
            "does not hold an assignment");
    this.current = file.read().orElse(Assignment.NONE);
  }

  Assignment current() {
    return current;
  }

  /// Durable before it counts, and before it returns. Does nothing if it is so already.
  void save(Assignment assignment) throws IOException {
    if (!assignment.equals(current)) {
      file.write(assignment);
      current = assignment;
    }
  }
}
