package dev.lifeboat.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Schemas;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.drill.RehearsedPlan;
import dev.lifeboat.scenario.ScenarioCourse;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DrillTableTest {
  private static final DrillTable.Row PASSED =
      new DrillTable.Row(
          "region-loss",
          ScenarioCourse.FAILOVER,
          Outcome.PASSED,
          null,
          "r-1",
          1.184,
          0.076,
          1L,
          1.1,
          48.29);

  @Test
  void the_table_has_a_line_a_scenario_and_its_verdict_last() {
    assertThat(
            DrillTable.of("storefront", "shop", null, null, List.of(PASSED, row(Outcome.FAILED)))
                .lines())
        .containsExactly(
            "scenario              recovery         outcome         RTO       RPO  lost  speed    "
                + " took",
            "region-loss           region-failover  passed       1.18 s    0.08 s     1   1.10    "
                + " 48 s",
            "flapping              held             failed            -         -     -      -     "
                + "   -  because",
            "FAILED  1 of 2 scenarios passed");
  }

  @Test
  void figures_that_rest_on_a_table_of_the_canarys_own_say_so() {
    var table = DrillTable.of("storefront", "shop", "database", null, List.of(PASSED));

    assertThat(table.lines()).last().isEqualTo("basis: database");
    var document = OutputJson.read(OutputJson.bytes(table));
    assertThat(document.path("basis").asString()).isEqualTo("database");
    assertThat(Schemas.mistakes(document)).isEmpty();
  }

  @Test
  void those_of_a_rehearsal_are_never_told_without_that_word() {
    var of = new RehearsedPlan("dr-lab", "a".repeat(64), true, List.of("web"));
    var table = DrillTable.of("dr-lab-in-lab", "shop", "database", of, List.of(PASSED));

    assertThat(table.lines())
        .last()
        .isEqualTo(
            "in lab: rehearsal of plan dr-lab in the lab, data path alone: a stand-in served for"
                + " web");
    var document = OutputJson.read(OutputJson.bytes(table));
    assertThat(document.at("/inLab/dataPathAlone").asBoolean()).isTrue();
    assertThat(Schemas.mistakes(document)).isEmpty();
  }

  @Test
  void it_is_a_document_of_its_published_schema() {
    var table =
        DrillTable.of("storefront", "shop", null, null, List.of(PASSED, row(Outcome.FAILED)));

    assertThat(Schemas.mistakes(OutputJson.read(OutputJson.bytes(table)))).isEmpty();
  }

  @Test
  void the_gravest_row_decides_the_exit_code() {
    assertThat(code(Outcome.PASSED)).isZero();
    assertThat(code(Outcome.MISSED)).isEqualTo(5);
    assertThat(code(Outcome.MISSED, Outcome.NOT_READY)).isEqualTo(3);
    assertThat(code(Outcome.MISSED, Outcome.NOT_READY, Outcome.FAILED)).isEqualTo(1);
    assertThat(code(Outcome.FAILED, Outcome.REFUSED)).isEqualTo(4);
  }

  private static int code(Outcome... outcomes) {
    var rows = List.of(outcomes).stream().map(DrillTableTest::row).toList();
    return DrillTable.of("storefront", "shop", null, null, rows).outcome().exitCode();
  }

  private static DrillTable.Row row(Outcome outcome) {
    return new DrillTable.Row(
        "flapping", ScenarioCourse.HELD, outcome, "because", null, null, null, null, null, null);
  }
}
