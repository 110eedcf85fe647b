package dev.lifeboat.aws.states;

import dev.lifeboat.mutation.ChangedLine;
import dev.lifeboat.mutation.WitnessedLine;

/// One changed line of a class that decides something inside an account, and the unit test that
/// notices it.
///
/// What breaks when it is changed is said by its name: the rule that is missing then.
enum ServerlessMutant {
  A_CLAIM_OF_ANOTHER_EPOCH_IS_CONFIRMED(
      "states/TableClaims",
      "\"openRun = :run AND highestEpoch = :epoch\"",
      "\"openRun = :run\"",
      "states.TableClaimsTest",
      "a_confirmation_is_the_same"),
  A_WRITER_ELSEWHERE_IS_CLAIMED(
      "states/TableClaims",
      "AND writer = :source AND highestEpoch",
      "AND highestEpoch",
      "states.TableClaimsTest",
      "a_claim_is_the_same"),
  ANOTHER_RUN_IS_CLOSED(
      "states/TableClaims",
      "\"attribute_not_exists(openRun) OR openRun = :run\"",
      "\"attribute_not_exists(seals)\"",
      "states.TableClaimsTest",
      "a_release_is_the_same"),
  A_FUNCTION_CONFIRMS_A_LATE_EPOCH(
      "function/ExecutionClaim",
      "change(mine()::confirm);",
      "var _ = placements.required(workload);",
      "function.ExecutionClaimTest",
      "an_undo_takes_the_next_epoch_once"),
  A_FUNCTION_IS_NOT_TOLD_OF_A_REFUSAL(
      "function/ExecutionClaim",
      "return how.apply(placed).orElseThrow(_ -> late(placed));",
      "return how.apply(placed).next();",
      "function.ExecutionClaimTest",
      "what_another_run_holds_is_not_claimed_confirmed_placed_or_released"),
  ONE_VOTE_TELLS_THAT_A_REGION_IS_LOST(
      "function/RegionLook",
      "!votes.isEmpty() && votes.values().stream().allMatch(View.Down.class::isInstance);",
      "votes.values().stream().anyMatch(View.Down.class::isInstance);",
      "function.RegionLookTest",
      "a_view_that_cannot_be_had_never_agrees"),
  A_REPLICA_THAT_FOLLOWS_IS_PASSED_OVER(
      "function/RegionLook",
      "if (living.isPresent()) {",
      "if (living.isPresent() && living.isEmpty()) {",
      "function.RegionLookTest",
      "while_one_replica_follows_its_writer_no_region_is_lost"),
  A_VOTE_THAT_IS_RENEWED_SAYS_NOTHING_OF_THE_DATABASE(
      "function/RegionLook",
      "if (renewed.isPresent()) {",
      "if (renewed.isPresent() && renewed.isEmpty()) {",
      "function.RegionLookTest",
      "users_are_out_alone_while_the_votes_or_a_replica_say_that_the_database_lives"),
  WHAT_THE_GUARD_LENDS_COUNTS_TWICE(
      "function/RegionLook",
      "return lent && said",
      "return !lent && lent && said",
      "function.RegionLookTest",
      "an_address_that_needs_the_guard_and_its_votes_are_one_view"),
  A_PAUSE_IS_NOT_LOOKED_AT(
      "function/FailoverFunction",
      "new FailoverHold.Facts(paused, executions",
      "new FailoverHold.Facts(Optional.empty(), executions",
      "function.PausedFailoverTest",
      "while_people_work_on_it_nobody_is_asked"),
  A_PAUSE_IS_NOT_LOOKED_AT_BESIDE_AN_OPEN_RUN(
      "function/FailoverFunction",
      "|| paused.filter(it -> it.inForce(now)).isPresent()",
      "|| now.isAfter(Instant.MAX)",
      "function.PausedFailoverTest",
      "nor_is_anybody_told_of_a_run_that_has_been_open_for_long"),
  A_PAUSE_NEVER_ENDS(
      "function/FailoverFunction",
      "|| paused.filter(it -> it.inForce(now)).isPresent()",
      "|| paused.isPresent()",
      "function.PausedFailoverTest",
      "a_pause_that_is_over_keeps_nobody_from_being_told"),
  THE_LAST_SNAPSHOT_EXPIRES(
      "function/KeptSnapshots",
      ".filter(it -> !newest.equals(Optional.of(it)))",
      ".filter(it -> newest.isPresent())",
      "function.KeptSnapshotsTest",
      "the_newest_complete_one_stays_however_old_it_is"),
  LOOKS_OF_A_DAY_END_A_HISTORY(
      "states/PollPace",
      "MOST = 200;",
      "MOST = 2000;",
      "states.PollPaceTest",
      "a_step_that_may_take_a_day_fits_into_a_history");

  private final WitnessedLine line;

  ServerlessMutant(String type, String line, String changed, String tests, String method) {
    this.line =
        new WitnessedLine(
            new ChangedLine("aws/" + type, line, changed), "dev.lifeboat.aws." + tests, method);
  }

  WitnessedLine line() {
    return line;
  }
}
