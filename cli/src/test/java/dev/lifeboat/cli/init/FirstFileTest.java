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

  /// Method: the name has no room for that of the file which is moved to it.
  @Test
  void what_cannot_be_written_leaves_no_empty_file() throws Exception {
    var file = new FirstFile(folder.resolve("a".repeat(250)));

    assertThatThrownBy(() -> file.write("ours")).hasMessageContaining("write");

    assertThat(folder).isEmptyDirectory();
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
