package dev.lifeboat.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentionTest {
  @TempDir private Path folder;

  @Test
  void one_that_was_handed_back_stays_so() throws Exception {
    var file = folder.resolve("leases").resolve("shop.json");

    assertThat(Intention.read(file)).isEqualTo(Intention.NONE);
    var handedBack = new Intention(3, false, null).write(file);

    assertThat(Intention.read(file)).isEqualTo(handedBack);
  }

  /// Else a keeper would hold again what it handed back.
  @Test
  void one_that_cannot_be_read_is_not_taken_for_none() throws Exception {
    var file = Files.createSymbolicLink(folder.resolve("shop.json"), Path.of("shop.json"));

    assertThatThrownBy(() -> Intention.read(file)).isInstanceOf(IOException.class);
  }
}
