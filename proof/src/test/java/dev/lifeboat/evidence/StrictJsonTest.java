package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class StrictJsonTest {

  /// What we write is what we accept: else an honest run could not be verified.
  @Test
  void whatever_our_own_writer_writes_is_spelled_right() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var values = new ArrayList<Object>();
      for (int j = 0; j < 5; j++) {
        values.add(text(random));
        values.add(random.nextLong());
        values.add(random.nextInt(1_000_000) / 1e3);
        values.add(random.nextGaussian() * 1e9);
      }
      var bytes = JsonMapper.shared().writeValueAsBytes(List.of(values, List.of(), true));
      assertThat(StrictJson.mistake(bytes))
          .as("seed %d: %s", seed, new String(bytes, StandardCharsets.UTF_8))
          .isEmpty();
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "\"\\/\u007f\u2028é".charAt(random.nextInt(6));
            case 2 -> 0x1F600 + random.nextInt(60);
            default -> 'a' + random.nextInt(26);
          });
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "{\"a\": 1}",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1,\"a\":2}",
        "01",
        "1.50",
        "-",
        "+1",
        "1e5",
        "1E05",
        "1E+5",
        ".5",
        "1.",
        "NaN",
        "nul",
        "truth",
        "\"\\/\"",
        "\"\\u0041\"",
        "\"\\u000a\"",
        "\"\\u000A\"",
        "\"\\u001f\"",
        "\"\\x\"",
        "\"\\uD83D\\uDE00\"",
        "\"a",
        "\"\\",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{1:2}",
        "[1]]",
        "\t",
        "'a'",
        "[1 ,2]",
        "\u00A01"
      })
  void another_spelling_is_refused(String text) {
    assertThat(StrictJson.mistake(text.getBytes(StandardCharsets.UTF_8))).isPresent();
  }

  @Test
  void the_place_is_told_in_bytes() {
    assertThat(StrictJson.mistake("{\"é\": 1}".getBytes(StandardCharsets.UTF_8)))
        .hasValueSatisfying(mistake -> assertThat(mistake.column()).isEqualTo(7));
    assertThat(StrictJson.mistake(new byte[] {'"', (byte) 0xC3, '"'}))
        .hasValueSatisfying(mistake -> assertThat(mistake.column()).isEqualTo(2));
  }

  @Test
  void what_is_nested_without_end_is_refused_and_ends_no_stack() {
    assertThat(StrictJson.mistake("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }
}
