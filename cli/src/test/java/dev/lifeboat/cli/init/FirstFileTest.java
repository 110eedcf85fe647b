package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFileTest {
  @TempDir private Path folder;

  @Test
  void what_somebody_wrote_meanwhile_stays() throws Exception {
    var file = new FirstFile(folder.resolve("new/lifeboat.yaml"));
    file.write("ours");
    assertThat(file.path()).hasContent("ours");

    assertThatThrownBy(() -> file.write("theirs"))
        .hasMessageContaining("already")
        .hasMessageNotContaining("--force");
    assertThat(file.path()).hasContent("ours");
  }

  @Test
  void a_link_that_leads_nowhere_is_left_as_it_is() throws Exception {
    var link = folder.resolve("lifeboat.yaml");
    var target = folder.resolve("elsewhere.yaml");
    Files.createSymbolicLink(link, target);

    assertThatThrownBy(() -> new FirstFile(link).write("ours")).hasMessageContaining("already");
    assertThat(target).doesNotExist();
  }
}
