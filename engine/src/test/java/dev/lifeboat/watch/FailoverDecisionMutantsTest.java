package dev.lifeboat.watch;

import dev.lifeboat.mutation.ChangedLine;
import dev.lifeboat.mutation.WitnessedLine;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: each line of the decision on a loss has a test that is red without it.
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
        "(trigger == Trigger.APPROVAL && (planned || !attended))",
        "(trigger == Trigger.APPROVAL && (planned || attended))",
        TABLE),
    A_PLANNED_MOVE_ASKS_NOBODY(
        "(trigger == Trigger.APPROVAL && (planned || !attended))",
        "(trigger == Trigger.APPROVAL && !attended)",
        TABLE),
    A_PLANNED_MOVE_NEEDS_AN_ARBITER(
        "if (trigger == Trigger.AUTOMATIC && !planned) {",
        "if (trigger == Trigger.AUTOMATIC) {",
        TABLE),
    A_PLANNED_MOVE_WAITS_FOR_ANOTHER(
        "planned ? Optional.<Problem>empty() : order.ask();", "order.ask();", TABLE),
    TWO_VOTES_DECIDE("ArbiterRequirement.require(plan, workload);", "", TABLE),
    A_LOSS_IS_ACCEPTED("if (lost.isPresent()) {", "if (lost.isPresent() && attended) {", TABLE),
    A_PERSON_MAY_ACCEPT_NO_LOSS(
        "if (trigger == Trigger.AUTOMATIC && !planned) {",
        "if (trigger != Trigger.MANUAL && !planned) {",
        TABLE),
    THE_ORDER_IS_PASSED_OVER(
        "if (early.isPresent()) {", "if (early.isPresent() && !attended) {", TABLE),
    A_STALE_COPY_IS_PROMOTED(
        "if (!look.noCandidates().isEmpty()) {",
        "if (!look.noCandidates().isEmpty() && attended) {",
        TABLE),
    A_SILENT_REGION_IS_MOVED_TO(
        "if (!look.silent().isEmpty()) {", "if (!look.noCandidates().isEmpty()) {", TABLE),
    A_PLANNED_MOVE_IS_BEGUN_IN_VAIN("planned ? missing.ask()", "!planned ? missing.ask()", TABLE),
    THE_OTHER_REGION_IS_CALLED_FIRST(
        "var early = planned",
        "candidacy.ask();\n    var early = planned",
        "nothing_is_asked_that_no_longer_matters"),
    USERS_WHO_ARE_OUT_ARE_MOVED_UNASKED(
        "watch/UsersOutage",
        "return counts && round.usersAlone()",
        "return round.usersAlone()",
        "UsersOutageTest",
        "a_plan_without_the_key_makes_nothing_of_it"),
    A_LOST_REGION_IS_TAKEN_FOR_USERS_WHO_ARE_OUT(
        "provider/Round",
        "return users instanceof View.Down && lives;",
        "return users instanceof View.Down;",
        "UsersOutageTest",
        "users_are_out_alone_while_somebody_sees_that_the_primary_lives"),
    USERS_ARE_MOVED_AT_ONCE(
        "watch/Loss",
        "policy.outages().isDue(since, now)",
        "policy.outages().countsUsers()",
        "UsersOutageTest",
        "what_is_out_for_long_enough_is_answered_by_a_planned_move"),
    TWO_REGIONS_ARE_LEFT_IN_TURNS(
        "watch/PastFailovers",
        "runbook.mode() == Mode.SWITCHOVER &&",
        "runbook.mode() == Mode.FAILBACK &&",
        "PastFailoversTest",
        "a_planned_move_that_the_watch_began_counts_as_automatic_also_taken_back");

    private final WitnessedLine line;

    DecisionMutant(String line, String changed, String method) {
      this("watch/FailoverDecision", line, changed, "FailoverDecisionTest", method);
    }

    DecisionMutant(String type, String line, String changed, String tests, String method) {
      this.line =
          new WitnessedLine(
              new ChangedLine(type, line, changed), "dev.lifeboat.watch." + tests, method);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_missing_rule_is_noticed(DecisionMutant mutant) throws Exception {
    mutant.line.assertNoticed(List.of("engine"));
  }
}
