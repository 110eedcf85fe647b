package dev.lifeboat.watch;

import dev.lifeboat.mutation.ChangedLine;
import dev.lifeboat.mutation.WitnessedLine;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: each line of the decision on a lost primary has a test that is red without it.
@Tag("campaign")
final class FailoverDecisionMutantsTest {
  private static final String TABLE = "the_first_obstacle_that_counts_for_a_trigger_decides";

  enum DecisionMutant {
    A_HOLD_IS_PASSED_OVER(
        "if (permission instanceof Permission.Held held) {",
        "if (permission instanceof Permission.Held held && held.paused()) {",
        TABLE),
    A_PAUSE_IS_ANY_HOLD("Held held && held.paused()) {", "Held held) {", TABLE),
    A_MANUAL_ONE_STARTS("trigger == Trigger.MANUAL || ", "", TABLE),
    NOBODY_APPROVES(
        "(trigger == Trigger.APPROVAL && !attended)",
        "(trigger == Trigger.APPROVAL && attended)",
        TABLE),
    TWO_VOTES_DECIDE("ArbiterRequirement.require(plan, workload);", "", TABLE),
    A_LOSS_IS_ACCEPTED("if (lost.isPresent()) {", "if (lost.isPresent() && attended) {", TABLE),
    A_PERSON_MAY_ACCEPT_NO_LOSS(
        "if (trigger == Trigger.AUTOMATIC) {", "if (trigger != Trigger.MANUAL) {", TABLE),
    THE_ORDER_IS_PASSED_OVER(
        "if (early.isPresent()) {", "if (early.isPresent() && !attended) {", TABLE),
    A_STALE_COPY_IS_PROMOTED(
        "if (!look.noCandidates().isEmpty()) {",
        "if (!look.noCandidates().isEmpty() && attended) {",
        TABLE),
    A_SILENT_REGION_IS_MOVED_TO(
        "return look.silent().isEmpty()", "return look.noCandidates().isEmpty()", TABLE),
    THE_OTHER_REGION_IS_CALLED_FIRST(
        "var early = order.ask();",
        "candidacy.ask();\n    var early = order.ask();",
        "nothing_is_asked_that_no_longer_matters");

    private final WitnessedLine line;

    DecisionMutant(String line, String changed, String method) {
      this.line =
          new WitnessedLine(
              new ChangedLine("watch/FailoverDecision", line, changed),
              "dev.lifeboat.watch.FailoverDecisionTest",
              method);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_missing_rule_is_noticed(DecisionMutant mutant) throws Exception {
    mutant.line.assertNoticed(List.of("engine"));
  }
}
