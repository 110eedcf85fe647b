package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Documents that are larger than the memory, and those that are not, in the same words.
class StreamedDocumentTest {
  private static final TypedCommand COMMANDS = new TypedCommand("./lifeboat", "p", "--state d");

  record Row(String name, String fix, String path, BigDecimal amount, List<String> why) {}

  record Rows(String schema, List<Row> rows, String next) {}

  private static Row row(int number) {
    return new Row(
        "shop-" + number,
        "lifeboat drill PLAN",
        "lifeboat status",
        new BigDecimal("377.00"),
        List.of("it is down; 'lifeboat lab up PLAN'", "nothing"));
  }

  @Test
  void it_says_what_a_line_says() {
    var document = new Rows("lifeboat.assess/v1", List.of(row(1), row(2)), "'lifeboat check PLAN'");
    var text = new StringWriter();

    TypedDocument.write(document, COMMANDS, text);

    assertThat(text.toString())
        .isEqualTo(TypedDocument.line(document, COMMANDS))
        .contains("./lifeboat drill p --state d");
  }

  /// Method: the writer's length is looked at whenever a row is made. A row has some 200 bytes.
  @Test
  void a_part_is_written_before_the_next_ones_are_made() {
    var text = new StringWriter();
    var written = new ArrayList<Integer>();
    var rows =
        RenderedList.of(
            IntStream.range(0, 1_000).boxed().toList(),
            number -> {
              written.add(text.getBuffer().length());
              return row(number);
            });

    TypedDocument.write(new Rows("lifeboat.assess/v1", rows, "end"), COMMANDS, text);

    assertThat(written).hasSize(1_000);
    assertThat(text.getBuffer().length() - written.getLast()).isLessThan(20_000);
  }

  /// Goal: nobody takes a part for the whole.
  @Test
  void one_that_fails_half_way_is_left_open() {
    var text = new StringWriter();
    var rows =
        RenderedList.of(
            List.of(1, 2),
            number -> {
              if (number == 2) {
                throw new IllegalStateException("of the second");
              }
              return row(number);
            });

    assertThatThrownBy(
            () -> TypedDocument.write(new Rows("lifeboat.assess/v1", rows, "end"), COMMANDS, text))
        .hasStackTraceContaining("of the second");

    assertThat(text.toString()).contains("shop-1").endsWith("nothing\"]}").doesNotContain("]}]");
  }
}
