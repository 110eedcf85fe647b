package dev.lifeboat.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
  private static final Path PAGE = Path.of("..", "docs", "problems.md");

  @Test
  void the_page_in_the_build_is_the_page_in_the_guide() throws IOException {
    assertThat(Explanation.page()).isEqualTo(Files.readString(PAGE));
  }

  @ParameterizedTest
  @EnumSource
  void each_code_is_explained_in_the_words_of_its_row(Code code) throws IOException {
    var row =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `" + code + "`"))
            .findFirst()
            .orElseThrow();

    var told = Explanation.of(code);

    assertThat(told.code()).isEqualTo(code);
    assertThat(told.section()).isNotBlank();
    for (var text : new String[] {told.means(), told.action()}) {
      assertThat(text).matches(".*[.)]").doesNotContain("`", "](", "|");
      // Up to the first mark or link the two texts are one.
      assertThat(row).contains(text.split("'|docs/", 2)[0].strip());
    }
  }

  @Test
  void links_are_paths_from_the_checkout_and_code_is_quoted() {
    var told = Explanation.of(Code.LB3006);

    assertThat(told.section()).isEqualTo("Refused for safety");
    assertThat(told.action())
        .contains("'lifeboat failover PLAN'")
        .endsWith("See docs/watch.md#lapses.");
  }
}
