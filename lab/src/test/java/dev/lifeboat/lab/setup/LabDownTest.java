package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a lab that is being taken down.
class LabDownTest {
  @TempDir private Path state;

  @AfterEach
  void forget_the_interrupt() {
    var _ = Thread.interrupted();
  }

  @Test
  void cut_short_it_leaves_nothing_that_seems_to_be_a_lab() throws Exception {
    var folder = new LabFolders(state).folder("shop");
    Files.createDirectories(folder.region("east"));
    Files.writeString(folder.topology(), "{}");

    Thread.currentThread().interrupt();
    var closed = new ArrayList<Boolean>();
    assertThatThrownBy(
            () -> new LabDown(folder).run(() -> closed.add(Files.exists(folder.topology()))))
        .isNotNull();

    assertThat(closed).containsExactly(false);
    assertThat(folder.topology()).doesNotExist();
    assertThat(folder.region("east")).exists();
  }
}
