package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentStoreTest {
  @TempDir private Path state;

  @Test
  void a_database_that_never_had_an_assignment_has_none() throws Exception {
    assertThat(new AssignmentStore(state, "orders").current()).isEqualTo(Assignment.NONE);
  }

  /// Else a database would start under role NONE and epoch 0, whatever it was before.
  @Test
  void an_assignment_that_cannot_be_read_is_not_taken_for_none() throws Exception {
    var folder = Files.createDirectory(state.resolve("databases"));
    Files.createSymbolicLink(folder.resolve("orders.json"), Path.of("orders.json"));

    assertThatThrownBy(() -> new AssignmentStore(state, "orders")).isInstanceOf(IOException.class);
  }
}
