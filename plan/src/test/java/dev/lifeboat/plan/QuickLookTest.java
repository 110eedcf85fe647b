package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what a reader sees without a pattern, a word or a map is what it would see with it.
final class QuickLookTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "z9-",
        "shop-2",
        "-a",
        "9a",
        "A",
        "aB",
        "a_b",
        "a.b",
        "a b",
        "\u00e4",
        "a\u00e4",
        "a\n",
        "a23456789012345678901234567890123456789-z",
        "a23456789012345678901234567890123456789-zz"
      })
  void a_name_is_what_the_pattern_of_names_takes(String text) {
    assertThat(Names.isName(text)).isEqualTo(Names.TYPE.form().matcher(text).matches());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "x", "//", "/a b", "/~!", "/\u007f", "/\u00e4", "/a\n", "/\n", "/x?y=1"})
  void a_path_is_what_the_pattern_of_paths_takes(String text) {
    assertThat(UrlPaths.isPath(text)).isEqualTo(UrlPaths.TYPE.form().matcher(text).matches());
  }

  @ParameterizedTest
  @ValueSource(ints = {1023, 1024, 1025})
  void a_path_is_as_long_as_the_pattern_of_paths_takes(int length) {
    a_path_is_what_the_pattern_of_paths_takes("/" + "a".repeat(length - 1));
  }

  @Test
  void a_choice_has_its_word_and_no_other() {
    for (var one : Strategy.values()) {
      for (var other : Strategy.values()) {
        assertThat(one.hasWord(other.word())).isEqualTo(one == other);
      }
      assertThat(one.hasWord(one.name())).isFalse();
      assertThat(one.hasWord(one.word() + "-")).isFalse();
    }
  }

  /// Few keys are compared with each other, many by a map.
  @ParameterizedTest
  @ValueSource(ints = {2, 16, 17, 40})
  void a_repeated_key_is_told_however_many_there_are(int keys) {
    var lines = IntStream.range(1, keys).mapToObj("k%d: 1\n"::formatted).reduce("", String::concat);

    var told = told(lines + "k1: 2\n");

    assertThat(told).contains("k1 is given twice, first in line 1");
  }

  private static List<String> told(String text) {
    var mistakes = new Mistakes("plan.yaml");
    var root = YamlTree.of(new StringReader(text), mistakes).orElseThrow();
    PlanValue.root(root, mistakes).fields(KeyType.Keys.of("None"));
    return mistakes.inOrder().stream().map(PlanMistake::what).toList();
  }
}
