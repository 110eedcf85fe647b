package dev.lifeboat.provision.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesFileTest {
  private static List<SourceKey> keys(String text) throws UnreadableSource {
    return new VariablesFile("x.tfvars", text).keys();
  }

  @Test
  void literals_are_read_with_their_places_and_comments_are_not() throws Exception {
    var keys =
        keys(
            """
            # one
            name = "a \\"b\\" \\\\" // two
            /* three
               lines */ count=2
            on  = true # four
            none = null
            empty = ""
            list = ["x", ["y"], { z = 1 },
              "w",
            ]
            map = { a = "1", "b" = [2]
              c = { d : 3 } }
            """);

    assertThat(keys.stream().map(it -> it.name() + "=" + it.text()))
        .containsExactly("name=a \"b\" \\", "count=2", "on=true", "list=", "map=");
    assertThat(keys.get(1).place()).isEqualTo("x.tfvars:4:19");
    assertThat(keys("").isEmpty() && keys(" \n# x").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name = var.other | 1:8 | stands for itself",
        "name = \"a ${x}\" | 1:11 | computed",
        "name = \"a %{if x}\" | 1:11 | computed",
        "name = <<EOT | 1:8 | stands for itself",
        "name = upper(\"x\") | 1:8 | stands for itself",
        "name = 1 + 2 | 1:10 | more follows",
        "name = \"open | 1:8 | no end",
        "name = \"a\\q\" | 1:11 | '\\' begins",
        "name = \"a\\u12g4\" | 1:14 | '\\' begins",
        "name = \"\\ud800\" | 1:15 | '\\' begins",
        "name = \"\\U00110000\" | 1:19 | '\\' begins",
        "name = \"\\Uffffffff\" | 1:17 | '\\' begins",
        "name = \"a\\ | 1:11 | '\\' begins",
        "name \"x\" { } | 1:6 | no '='",
        "name == 1 | 1:6 | no '='",
        "= 1 | 1:1 | no name",
        "1x = 1 | 1:1 | no name",
        "a = 1 b = 2 | 1:7 | more follows",
        "a = [1 2] | 1:8 | neither ','",
        "a = [1, | 1:8 | stands for itself",
        "a = { b } | 1:9 | no '='",
        "a = /* b | 1:5 | no end",
        "a = | 1:4 | stands for itself",
      })
  void what_is_not_flat_is_refused_with_line_and_column(String text, String place, String why) {
    assertThatExceptionOfType(UnreadableSource.class)
        .isThrownBy(() -> keys(text))
        .withMessageContainingAll("x.tfvars:" + place + ": ", why);
  }

  @Test
  void each_escape_of_hcl_is_what_it_stands_for() throws Exception {
    var text = "a = \"\\n\\r\\t\\\"\\\\\\u00e9\\U0001F600$${x}%%{y}$z\"";

    assertThat(keys(text).getFirst().text()).isEqualTo("\n\r\t\"\\\u00e9\uD83D\uDE00${x}%{y}$z");
  }

  @Test
  void a_password_without_quotes_is_not_shown() {
    assertThatExceptionOfType(UnreadableSource.class)
        .isThrownBy(() -> keys("db_password = hunter2"))
        .satisfies(it -> assertThat(it.happened() + it.action()).doesNotContain("hunter2"));
  }

  @Test
  void a_name_that_is_there_twice_and_a_list_without_a_bottom_are_refused() {
    for (var text : List.of("a = 1\na = 2", "a = " + "[".repeat(100_000))) {
      assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> keys(text));
    }
  }
}
