package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class PlanLayoutTest {
  @Test
  void levels_dashes_and_empty_lines_become_alike_and_comments_stay() {
    assertThat(
            laidOut(
                """


                # of the plan\s\s
                plan:   x   # why


                regions:
                      # of east
                      east: {}
                      west: { role: recovery,
                          provider: lab }
                      # more of regions
                # of workloads
                workloads:
                    shop:
                     verify:
                     -   http: /a
                         expect: 200
                     # of b

                     - http: >
                           /b
                           /c
                    # the end of shop
                # the end

                """))
        .hasValue(
            """
            # of the plan
            plan:   x   # why

            regions:
              # of east
              east: {}
              west: { role: recovery,
                  provider: lab }
              # more of regions
            # of workloads
            workloads:
              shop:
                verify:
                  - http: /a
                    expect: 200
                  # of b

                  - http: >
                        /b
                        /c
              # the end of shop
            # the end
            """);
  }

  @Test
  void windows_line_ends_and_a_byte_order_mark_go() {
    assertThat(laidOut("\uFEFFplan: x\r\nregions:\r\n    east: {}"))
        .hasValue("plan: x\nregions:\n  east: {}\n");
  }

  /// Goal: the blanks at the end of a line of a text belong to it.
  @Test
  void a_text_of_several_lines_keeps_its_blanks() {
    assertThat(laidOut("a:\n    b: |\n      one  \n\n       two\n    c: 'x\n\n       y'\n"))
        .hasValue("a:\n  b: |\n    one  \n\n     two\n  c: 'x\n\n     y'\n");
  }

  @Test
  void what_is_no_yaml_and_what_only_a_person_can_lay_out_stays() {
    assertThat(laidOut("a: [")).isEmpty();
    assertThat(laidOut("? a\n: b\n")).isEmpty();
    assertThat(laidOut("a: &x 1\n")).isEmpty();
  }

  /// Goal: of a larger file only its beginning is in hand, and what is laid out is written back.
  @Test
  void a_file_that_is_larger_than_a_plan_may_be_stays() {
    var bytes = new byte[PlanReader.MOST_BYTES + 1];
    Arrays.fill(bytes, (byte) '#');
    System.arraycopy("a: 1\n".getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 5);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> PlanLayout.of("p", bytes))
        .withMessageContaining("larger than 64 MiB");
  }

  /// Goal: whoever keeps ten thousand lines of notes in a plan waits no longer for each of them.
  @Test
  @Timeout(10)
  void many_comments_take_time_in_proportion_to_their_number() {
    var text = "a: 1\n" + "   # note\n".repeat(300_000) + "b: 2\n";

    assertThat(laidOut(text)).hasValueSatisfying(it -> assertThat(it).hasLineCount(300_002));
  }

  /// Each is laid out already, or becomes so in one step, and says what it said.
  @Test
  void every_example_is_laid_out_with_its_comments() throws IOException {
    try (var files = Files.walk(Path.of("..", "examples"))) {
      var plans =
          files
              .filter(it -> it.toString().endsWith(".yaml"))
              .filter(it -> !it.toString().contains(".lifeboat"))
              .toList();
      assertThat(plans).hasSizeGreaterThan(5);
      for (var plan : plans) {
        var text = Files.readString(plan);
        if (laidOut(text).isPresent()) {
          requireSame(text, laidOut(text).orElseThrow());
        }
      }
      assertThat(plans.stream().filter(it -> it.endsWith("lifeboat.yaml")))
          .allSatisfy(it -> assertThat(laidOut(Files.readString(it))).isPresent());
    }
  }

  @Property(tries = 300)
  void a_generated_plan_with_comments_anywhere_is_laid_out(
      @ForAll long seed, @ForAll FlowStyle style, @ForAll boolean narrow) {
    var random = new Random(seed);
    var settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDereferenceAliases(true)
            .setDefaultFlowStyle(style)
            .setWidth(narrow ? 30 : 200)
            .setIndent(2 + 2 * random.nextInt(3))
            .build();
    var text = new Dump(settings).dumpToString(PlanTree.of(new RandomPlan(seed).next()));
    var lines = new StringBuilder();
    for (var line : text.split("\n")) {
      if (style == FlowStyle.BLOCK && !narrow && random.nextInt(4) == 0) {
        lines
            .append(" ".repeat(random.nextInt(8)))
            .append("# c")
            .append(random.nextInt())
            .append('\n');
      }
      lines.append(line).append(random.nextInt(5) == 0 ? "\n\n\n" : "\n");
    }
    // Within a text of several lines a comment is none.
    var typed =
        narrow || style != FlowStyle.BLOCK || isNoYaml(lines.toString()) ? text : lines.toString();

    requireSame(typed, laidOut(typed).orElseThrow(() -> new AssertionError(typed)));
  }

  private static void requireSame(String text, String made) {
    assertThat(StrategyEdit.rest(tree(made), Set.of()))
        .isEqualTo(StrategyEdit.rest(tree(text), Set.of()));
    assertThat(comments(made)).isEqualTo(comments(text));
    assertThat(laidOut(made)).as("a second time").hasValue(made);
  }

  private static boolean isNoYaml(String text) {
    return YamlTree.of(new StringReader(text), new Mistakes("p")).isEmpty();
  }

  private static YamlNode tree(String text) {
    return PlanReader.tree(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> comments(String text) {
    return text.lines()
        .filter(it -> it.contains("#"))
        .map(it -> it.substring(it.indexOf('#')).strip())
        .toList();
  }

  private static Optional<String> laidOut(String text) {
    try {
      var made = PlanLayout.of("p", text.getBytes(StandardCharsets.UTF_8));
      return Optional.of(new String(made, StandardCharsets.UTF_8));
    } catch (ProblemException told) {
      return Optional.empty();
    }
  }
}
