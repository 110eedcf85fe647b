package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.report.CostFrontier.Point;
import dev.lifeboat.report.DependencyMap.Node;
import dev.lifeboat.report.DocumentPage.Section;
import dev.lifeboat.report.DocumentPage.Table;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentPageTest {
  private static final CostFrontier FRONTIER =
      new CostFrontier(
          "Cost against outage",
          List.of(
              new Point("pilot-light", Duration.ofMinutes(30), 300, false, "30 min for 300"),
              new Point("warm-standby", Duration.ofMinutes(5), 372, true, "5 min for 372"),
              new Point("none", Duration.ZERO, 0, false, "nothing")),
          Duration.ofMinutes(15));

  @Test
  void a_page_has_its_sentences_pictures_and_cells_and_escapes_them() {
    var page =
        PageTree.of(
            DocumentPage.html(
                "A <b>plan</b>",
                "one & two",
                List.of(
                    new Section("First", List.of("It's said."), List.of(FRONTIER), null),
                    new Section(
                        "Second",
                        List.of(),
                        List.of(),
                        new Table(List.of("a", "b"), List.of(List.of("<1>", "2")))))));

    assertThat(page.text("body"))
        .contains("A <b>plan</b>", "one & two", "It's said.", "Cost against outage", "<1>")
        .contains("5 min for 372");
  }

  @Test
  void what_is_pasted_stands_as_it_is() {
    var sections =
        List.of(
            new Section(
                "Typed", List.of(), List.of(), null, List.of("lifeboat <x>\n```\n  second")));

    assertThat(PageTree.of(DocumentPage.html("t", "s", sections)).texts("pre"))
        .containsExactly("lifeboat <x>\n```\n  second");
    assertThat(DocumentMarkdown.of("t", "s", sections))
        .endsWith("## Typed\n\n````text\nlifeboat <x>\n```\n  second\n````\n");
  }

  /// Goal: what a plan or a person says stays where it is put.
  @Test
  void markdown_keeps_texts_within_their_line_and_cell() {
    var table =
        new Table(
            List.of("a", "b"), List.of(List.of("x | y", "one\n\n# two"), List.of("`a", "b\\|c`")));

    assertThat(
            DocumentMarkdown.of(
                "A\nname",
                "one <b>",
                List.of(
                    new Section("Pictures", List.of(), List.of(FRONTIER), null),
                    new Section(
                        "Said", List.of("It's said.", "# of `x"), List.of(FRONTIER), table))))
        .isEqualTo(
            """
            # A name

            one &lt;b>

            ## Said

            It's said.

            \\# of \\`x

            | a | b |
            | --- | --- |
            | x \\| y | one # two |
            | \\`a | b\\\\\\|c\\` |
            """);
  }

  /// What costs more stands higher, what is out longer stands further right.
  @Test
  void the_frontier_has_cost_upward_and_outage_to_the_right() {
    var dots =
        FRONTIER.picture(ChartLayout.WIDE).shapes().stream()
            .flatMap(it -> java.util.stream.Stream.ofNullable(it.bar()))
            .toList();

    assertThat(dots)
        .extracting(Chart.Rect::says)
        .containsExactly("5 min for 372", "30 min for 300", "nothing");
    assertThat(dots.stream().map(it -> Double.parseDouble(it.y())).toList()).isSorted();
    assertThat(Double.parseDouble(dots.get(1).x()))
        .isGreaterThan(Double.parseDouble(dots.get(0).x()));
    assertThat(Double.parseDouble(dots.get(2).x())).isLessThan(Double.parseDouble(dots.get(0).x()));
  }

  @Test
  void each_stands_left_of_what_it_needs() {
    var map =
        new DependencyMap(
            "Who needs whom",
            List.of(
                new Node("stock", List.of(), true, "stock"),
                new Node("pay", List.of("stock"), true, "pay"),
                new Node("shop", List.of("stock", "pay"), false, "shop")));
    var x =
        map.picture(ChartLayout.NARROW).shapes().stream()
            .flatMap(it -> java.util.stream.Stream.ofNullable(it.bar()))
            .map(it -> Double.parseDouble(it.x()))
            .toList();

    assertThat(x.get(2)).isLessThan(x.get(1));
    assertThat(x.get(1)).isLessThan(x.get(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new DependencyMap("m", List.of(new Node("a", List.of("b"), true, "a")))
                .picture(ChartLayout.WIDE));
  }
}
