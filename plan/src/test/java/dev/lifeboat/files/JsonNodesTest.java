package dev.lifeboat.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Whoever reads by it must see what all others see.
final class JsonNodesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "  \"caf\u00e9 \\u00e9 \\\" \\n\"",
        "{\"a\":{\"b\":[true,false,null,\"x\"]},\"c\":[[],[{}]],\"\":1}",
        "[0,-1,2147483648,9223372036854775808,0.5,-1e-3,1E400,1.7976931348623157e308]",
        "{\"twice\":1,\"twice\":2}",
        "",
        " \n"
      })
  void it_is_the_tree_that_a_mapper_reads(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(JsonNodes.of(bytes)).isEqualTo(JsonMapper.shared().readTree(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[1,", "{\"a\"}", "{\"a\":}", "[1 2]", "{} {}", "]", "{a:1}", "nul", "'x'"})
  void what_a_mapper_refuses_it_refuses_and_names_the_place(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> JsonMapper.shared().readTree(bytes));
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> JsonNodes.of(bytes))
        .satisfies(it -> assertThat(it.getLocation().getLineNr()).isEqualTo(1));
  }
}
