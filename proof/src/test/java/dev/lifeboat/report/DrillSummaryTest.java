package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrillSummaryTest {
  @TempDir private Path runs;
  private SampleRun sample;

  @BeforeEach
  void makeSample() throws IOException {
    sample = SampleRun.in(runs);
  }

  @Test
  void a_wide_terminal_gets_one_line_a_fact() {
    assertThat(DrillSummary.text(sample.passed(), 132, false))
        .isEqualTo(
            """
              storefront · region-loss · run 20261120-150411-7q2k
              RTO      0.61 s     of 15 min met · detect 0.18 s · decide 0.010 s · recover 0.42 s · full capacity 2.08 s
              RPO      0.041 s    of 5 min met
              lost     2          of 2 077 acknowledged · database 2 · bucket 0 · 4 unknown · 119 refused
              ledger   matches    3 rows · 1 object
              fence    proven     orders fenced in east: the host's process table shows no process of orders; a write as a client was refused
              failback passed     in 6.10 s · 0 lost · 2 refused meanwhile · longest pause of writes 0.92 s
              residue  none
              evidence verified   .lifeboat/runs/20261120-150411-7q2k
              PASSED
            """);
  }

  @Test
  void no_line_is_wider_than_the_terminal() {
    for (int columns = 60; columns <= 120; columns++) {
      int most = columns;
      assertThat(DrillSummary.text(sample.passed(), columns, false).lines())
          .as("at %d columns", columns)
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(most));
    }
  }

  @Test
  void the_verdict_is_the_last_line_with_its_reason() {
    var failed = result(DrillResult.Outcome.FAILED, "left behind: [slot lifeboat_west]");

    assertThat(DrillSummary.text(failed, 80, false))
        .endsWith("\n  FAILED  left behind: [slot lifeboat_west]\n");
  }

  @Test
  void what_was_not_measured_is_unknown_with_why() {
    var missed =
        sample.result(
            DrillResult.Outcome.MISSED,
            "RTO not measured: the canary was killed",
            new DrillResult.Rto(null, 900, null, 0.18, 0.01, null, null, "the canary was killed"),
            List.of());

    assertThat(DrillSummary.text(missed, 80, false))
        .contains("RTO      unknown    of 15 min unknown · the canary was killed ·\n")
        .endsWith("  MISSED  RTO not measured: the canary was killed\n");
  }

  @Test
  void a_basis_that_is_not_the_front_door_is_said_with_both_figures() {
    assertThat(DrillSummary.text(sample.ofDatabase(), 200, false))
        .contains(
            "basis    database   its own table took writes after 0.63 s · the front door's health"
                + " was good after 0.83 s · no user's write was seen\n");
    assertThat(DrillSummary.text(sample.passed(), 200, false)).doesNotContain("basis");
  }

  @Test
  void colour_only_when_asked_and_it_changes_no_word() {
    var plain = DrillSummary.text(sample.passed(), 80, false);
    var coloured = DrillSummary.text(sample.passed(), 80, true);

    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[32mPASSED\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain);
  }

  @Test
  void a_reason_cannot_steer_the_terminal() {
    var nasty = result(DrillResult.Outcome.FAILED, "gone\u001b[2J\u0007\rPASSED");

    assertThat(DrillSummary.text(nasty, 80, false)).endsWith("FAILED  gone?[2J??PASSED\n");
  }

  private DrillResult result(DrillResult.Outcome outcome, String why) {
    return sample.result(
        outcome, why, sample.passed().measured().rto(), List.of("slot lifeboat_west is new"));
  }
}
