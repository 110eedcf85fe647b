package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.YamlNode.Kind;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

final class PlainScalarTest {
  private static final Map<Tag, Kind> KINDS =
      Map.of(
          Tag.STR, Kind.TEXT,
          Tag.INT, Kind.INTEGER,
          Tag.FLOAT, Kind.DECIMAL,
          Tag.BOOL, Kind.BOOLEAN,
          Tag.NULL, Kind.NOTHING);

  private static final String WORDS =
      """
      ~ ~a null Null NULL nULL nulls true True TRUE tRUE false False FALSE
      falsey yes No on 0 -0 +7 007 0o17 0x1F 0xg 1_000 1.5 -1.5e3 .5 . - +
      -.inf .Inf +.INF .nan .NaN .NAN 1e3 1E-3 1e 15m 1-2 2026-11-28 0o8
      0xAf 1d /ready text Type fence name
      """;

  private static Stream<String> texts() {
    return Stream.concat(
        Stream.of("", "12 USD", "1 2"), WORDS.lines().flatMap(it -> Stream.of(it.split(" "))));
  }

  /// The library's own resolver is the core schema in full.
  @ParameterizedTest
  @MethodSource("texts")
  void a_kind_is_that_of_the_core_schema(String text) {
    assertThat(PlainScalar.kind(text))
        .isEqualTo(KINDS.get(new CoreScalarResolver(false).resolve(text, true)));
  }
}
