package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault that several machines share.
class VaultSourcesTest {
  private static final String PAST = "2001-01-01T00:00:00Z";

  @TempDir private Path folder;
  private Path source;

  @BeforeEach
  void share() throws Exception {
    var state = folder.resolve("state");
    GivenVault.shared(state);
    source = GivenVault.path(state, "source");
    Files.writeString(source.resolve("file"), "of the third\n");
    assertThat(vault("backup", source, "--host", "third").exitCode()).isZero();
  }

  private Invocation vault(String command, Object... more) {
    var words = new ArrayList<Object>(List.of("vault", command, folder.resolve("vault")));
    words.addAll(List.of(more));
    words.addAll(List.of("--key-file", folder.resolve("key")));
    return Invocation.of(words.toArray());
  }

  @Test
  void a_restore_that_does_not_say_of_which_is_refused_and_names_them() {
    var target = folder.resolve("new");

    var refused = vault("restore", "--to", target);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("LB9002", "elsewhere:" + source, "third:" + source, "--source");
    var before = vault("restore", "--to", target, "--host", "third", "--time", PAST);
    assertThat(before.exitCode()).as(before.toString()).isEqualTo(2);
    assertThat(before.err()).contains("the oldest snapshot of third:" + source);
    assertThat(target).doesNotExist();
    assertThat(vault("restore", "--to", target, "--host", "third").exitCode()).isZero();
    assertThat(target.resolve("file")).hasContent("of the third");
  }

  @Test
  void a_folder_is_named_with_a_slash_behind_it_too() {
    var told = vault("cat", "file", "--host", "third", "--source", source + "/");

    assertThat(told.exitCode()).as(told.toString()).isZero();
    assertThat(told.out()).isEqualTo("of the third\n");
  }

  @Test
  void a_list_is_of_the_source_that_is_named() {
    assertThat(vault("ls", "--host", "third").out())
        .contains("third:" + source)
        .doesNotContain("elsewhere:");
    assertThat(vault("ls", "--time", PAST).out()).contains("the vault has no such snapshot");
  }
}
