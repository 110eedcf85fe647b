package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Words about files whose names, or what they are, nobody thinks of.
final class ShownFilesTest {
  private static final String RUN = "20261119-080000-aaaa";

  @TempDir private Path state;

  @Test
  void what_begins_like_an_option_is_told_as_an_unknown_one() throws Exception {
    var told = Invocation.of("check", "-plan.yaml");
    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("unknown option '-plan.yaml'").doesNotContain("is missing");

    var file = Files.createFile(Path.of("-shown-files.yaml"));
    try {
      assertThat(Invocation.of("check", file).err())
          .contains("unknown option '-shown-files.yaml'", "write './-shown-files.yaml'");
    } finally {
      Files.delete(file);
    }
    assertThat(Invocation.of("check").err()).contains("PLAN is missing");
  }

  /// A name may hold what colours or empties a screen.
  @Test
  void what_would_steer_the_screen_is_shown() {
    var name = "\u001b[31mred\u009b.yaml";

    var told = Invocation.of("check", name);
    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("\\x1b[31mred\\x9b.yaml").doesNotContain("\u001b", "\u009b");
    assertThat(Invocation.of("check", name, "--json").json().path("detail").asString())
        .as("data is as it is")
        .contains(name);
    var runs = Invocation.of("runs", "--state", state.resolve(name)).err();
    assertThat(runs).contains("\\x1b[31mred").doesNotContain("\u001b");
  }

  @Test
  void a_link_that_leads_in_a_circle_is_no_matter_of_permissions() throws Exception {
    new PastRuns(state).drill(RUN, "passed");
    var journal = state.resolve("runs").resolve(RUN).resolve("journal.jsonl");
    Files.deleteIfExists(journal);
    Files.createSymbolicLink(journal, journal.getFileName());

    var told = Invocation.of("evidence", "verify", RUN, "--state", state);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("symbolic link", "a copy").doesNotContain("permissions");
  }

  @Test
  void a_key_is_looked_for_where_this_state_folder_has_its_own() throws Exception {
    new PastRuns(state).drill(RUN, "passed");

    var told = Invocation.of("evidence", "verify", RUN, "--key", "no.pub", "--state", state);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err())
        .contains("a file such as " + state.resolve("keys").resolve("evidence.pub"))
        .doesNotContain(".lifeboat/keys");
  }
}
