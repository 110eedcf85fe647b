package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FmtCommandTest {
  private static final String WIDE = "plan: a\nregions:\n    east: {} # here\n    west: {}\n";
  private static final String LAID_OUT = "plan: a\nregions:\n  east: {} # here\n  west: {}\n";

  @TempDir private Path folder;

  @Test
  void a_check_changes_nothing_and_says_so() throws Exception {
    var file = Files.writeString(folder.resolve("a.yaml"), WIDE);

    var told = Invocation.of("fmt", file, "--check", "--json");

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.json().path("written").asBoolean()).isFalse();
    assertThat(file).hasContent(WIDE);
  }

  @Test
  void a_file_is_laid_out_once() throws Exception {
    var file = Files.writeString(folder.resolve("a.yaml"), WIDE);

    assertThat(Invocation.of("fmt", file).out()).endsWith("was laid out\n");
    assertThat(Files.readString(file)).isEqualTo(LAID_OUT);
    assertThat(Invocation.of("fmt", file).out()).endsWith("is laid out\n");
    assertThat(Invocation.of("fmt", file, "--check").exitCode()).isZero();
  }

  @Test
  void what_is_no_yaml_stays_and_is_told_by_line_and_column() throws Exception {
    var file = Files.writeString(folder.resolve("a.yaml"), "a: [1\n");

    var told = Invocation.of("fmt", file);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("LB1001").contains(file + ":2:1");
    assertThat(file).hasContent("a: [1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"premium", "standard", "basic"})
  void a_first_plan_of_a_tier_is_valid_and_laid_out(String tier) throws Exception {
    var file = folder.resolve("lifeboat.yaml");

    var made =
        Invocation.of("init", file, "--own", "--no-try", "--command", "true", "--tier", tier);

    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(Files.readString(file)).contains("tier: " + tier).doesNotContain("objectives: {");
    assertThat(Kinds.read(file).plan().workloads()).hasSize(1);
    assertThat(Invocation.of("fmt", file, "--check").exitCode()).isZero();
  }

  @Test
  void a_word_that_is_no_tier_writes_nothing() {
    var file = folder.resolve("lifeboat.yaml");

    var told =
        Invocation.of("init", file, "--own", "--no-try", "--command", "true", "--tier", "gold");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("'gold' is no tier");
    assertThat(file).doesNotExist();
  }
}
