package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: no pattern names what lies outside the folder of a plan, and none leaves out in silence
/// what it meets.
class IncludePatternTest {
  private static final String OUT = "leads out of the plan's folder";

  @TempDir private Path root;

  private Path folder = Path.of("");

  @BeforeEach
  void lay() throws IOException {
    folder = Files.createDirectories(root.resolve("plan"));
    Files.createDirectories(folder.resolve("teams"));
    Files.createDirectories(root.resolve("other"));
    Files.writeString(root.resolve("other/a.yaml"), "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "a\n/../x.yaml", "a/\n..", "a\tb.yaml", "a/\u0085/b", "a/", "/a", ""})
  void what_is_no_name_below_the_folder_is_no_pattern(String text) {
    assertThat(IncludePattern.of(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"teams/a.yaml", "teams/*.yaml", "**/*.yaml"})
  void a_link_to_a_file_outside_is_refused(String pattern) throws Exception {
    Files.createSymbolicLink(folder.resolve("teams/a.yaml"), root.resolve("other/a.yaml"));

    assertThatIOException().isThrownBy(() -> files(pattern)).withMessageContaining(OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"link/a.yaml", "link/*.yaml", "*/a.yaml", "**/*.yaml"})
  void a_link_to_a_folder_outside_is_refused(String pattern) throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), root.resolve("other"));

    assertThatIOException().isThrownBy(() -> files(pattern)).withMessageContaining(OUT);
  }

  @Test
  void a_link_to_nothing_is_refused() throws Exception {
    Files.createSymbolicLink(folder.resolve("teams/a.yaml"), root.resolve("gone"));

    assertThatIOException()
        .isThrownBy(() -> files("teams/*.yaml"))
        .withMessageContaining("teams/a.yaml");
  }

  @Test
  void a_link_within_the_folder_is_followed() throws Exception {
    Files.writeString(folder.resolve("b.yaml"), "four");
    Files.createSymbolicLink(folder.resolve("teams/a.yaml"), folder.resolve("b.yaml"));
    Files.createSymbolicLink(folder.resolve("more"), folder.resolve("teams"));

    assertThat(files("*/*.yaml")).containsExactly("more/a.yaml", "teams/a.yaml");
  }

  @Test
  void each_of_several_double_stars_is_no_folder_or_any_number_of_them() throws Exception {
    for (var name :
        List.of("x", "a/x", "b/x", "a/b/x", "a/c/b/x", "a/b/c/x", "a/c/b/c/d/x", "c/x")) {
      var file = folder.resolve(name + ".yaml");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }

    assertThat(files("a/**/b/**/x.yaml"))
        .containsExactly("a/b/c/x.yaml", "a/b/x.yaml", "a/c/b/c/d/x.yaml", "a/c/b/x.yaml");
    assertThat(files("**/b/**")).hasSize(5);
    assertThat(files("**/**/?.yaml")).hasSize(8).isEqualTo(files("**/x*"));
    assertThat(files("**.yaml")).containsExactly("x.yaml");
  }

  /// Goal: what nobody looks into breaks no plan. A link to itself fails for a superuser too.
  @Test
  void what_is_hidden_need_not_be_readable() throws Exception {
    Files.writeString(folder.resolve("teams/a.yaml"), "a");
    Files.createSymbolicLink(folder.resolve("teams/.again"), folder);

    assertThat(files("**/*.yaml")).containsExactly("teams/a.yaml");

    Files.createSymbolicLink(folder.resolve("teams/again"), folder);
    assertThatIOException().isThrownBy(() -> files("**/*.yaml"));
  }

  /// Goal: a link up, as some tools leave one in each folder, breaks no plan.
  @Test
  void a_link_to_the_folder_above_is_not_looked_into() throws Exception {
    Files.writeString(folder.resolve("teams/a.yaml"), "a");
    Files.createSymbolicLink(folder.resolve("teams/up"), root);

    assertThat(files("**/*.yaml")).containsExactly("teams/a.yaml");
    assertThatIOException().isThrownBy(() -> files("teams/up/**")).withMessageContaining(OUT);
  }

  /// A folder that is a link itself is the plan's folder all the same.
  @Test
  void a_plan_may_be_reached_by_a_link() throws Exception {
    Files.writeString(folder.resolve("teams/a.yaml"), "a");
    folder = Files.createSymbolicLink(root.resolve("alias"), folder);

    assertThat(files("teams/*.yaml")).containsExactly("teams/a.yaml");
  }

  private Iterable<String> files(String pattern) throws IOException {
    return IncludePattern.of(pattern).orElseThrow().files(folder).keySet();
  }
}
