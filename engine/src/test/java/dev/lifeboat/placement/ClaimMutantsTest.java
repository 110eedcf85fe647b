package dev.lifeboat.placement;

import dev.lifeboat.mutation.ChangedLine;
import dev.lifeboat.mutation.WitnessedLine;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: each of these lines of the rule of a claim has a test that is red without it.
@Tag("campaign")
final class ClaimMutantsTest {
  enum ClaimMutant {
    A_SECOND_RUN_IS_OPENED(
        "if (placed.openRun().isPresent()) {",
        "if (placed.workload().isEmpty()) {",
        "a_free_workload_is_claimed_where_its_writer_is_and_under_the_next_epoch_alone"),
    A_WRITER_ELSEWHERE_IS_CLAIMED(
        "return placed.writer().equals(source) ?",
        "return !source.isEmpty() ?",
        "a_free_workload_is_claimed_where_its_writer_is_and_under_the_next_epoch_alone"),
    AN_EPOCH_IS_HANDED_OUT_TWICE(
        "return free.nextEpoch() == epoch",
        "return free.nextEpoch() >= epoch",
        "a_run_that_is_taken_up_keeps_its_claim_and_gets_none_that_another_run_has_had"),
    A_RUN_TAKES_OVER_WHAT_ANOTHER_HOLDS(
        "return placed.openRun().isPresent() ?",
        "return placed.workload().isEmpty() ?",
        "no_act_of_a_run_changes_what_another_run_holds"),
    A_LATE_RUN_HOLDS(
        "return placed.isOpenFor(run) && placed.highestEpoch() == epoch;",
        "return placed.highestEpoch() == epoch;",
        "no_act_of_a_run_changes_what_another_run_holds"),
    A_LATE_EPOCH_HOLDS(
        "return placed.isOpenFor(run) && placed.highestEpoch() == epoch;",
        "return placed.isOpenFor(run) && placed.highestEpoch() >= epoch;",
        "the_writer_moves_only_while_the_run_holds_the_highest_epoch"),
    A_PLACED_WRITER_IS_PLACED_AGAIN(
        "return placed.writer().equals(region) && placed.epoch() == epoch",
        "return placed.workload().isEmpty()",
        "what_was_done_before_is_not_done_again"),
    AN_EPOCH_THAT_WAS_TAKEN_IS_REFUSED(
        "if (new Claim(run, next).isHeld(placed)) {",
        "if (placed.workload().isEmpty()) {",
        "what_was_done_before_is_not_done_again"),
    AN_EPOCH_IS_LEFT_OUT(
        "return isHeld(placed) && next == epoch + 1",
        "return isHeld(placed)",
        "a_further_epoch_is_the_one_after_its_own"),
    ANOTHER_RUN_IS_CLOSED(
        "? new Outcome.Change(placed.released())\n        : new Outcome.Refused(Refusal.LOST);",
        "? new Outcome.Change(placed.released())\n        : new Outcome.Change(placed.released());",
        "no_act_of_a_run_changes_what_another_run_holds");

    private final WitnessedLine line;

    ClaimMutant(String line, String changed, String method) {
      this.line =
          new WitnessedLine(
              new ChangedLine("placement/Claim", line, changed),
              "dev.lifeboat.placement.ClaimTest",
              method);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_missing_rule_is_noticed(ClaimMutant mutant) throws Exception {
    mutant.line.assertNoticed(List.of("engine"));
  }
}
