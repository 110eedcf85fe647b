package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.dynamodb.GuardReleases;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Decides whether the end of a lease keeps a database from writing. Pure.
///
/// @param goal that its region writes no more
/// @param placed which names that region as the writer's
/// @param other the other region, which a fence gives the votes to
record LeaseCover(Goal.Fenced goal, Placement placed, String other) {

  /// The end of the lease is no fence where no guard asked for it under the writer's epoch: that
  /// database was never told to refuse.
  ///
  /// @param votes of both voters outside, since a lease that only one of them withholds may be lost
  ///   without being fenced
  Optional<Problem> unheld(Map<String, Optional<Vote>> votes) {
    if (votes.values().stream()
        .flatMap(Optional::stream)
        .anyMatch(it -> isGuarded(it) || isFencedAlready(it))) {
      return Optional.empty();
    }
    var told = new TreeMap<String, String>();
    votes.forEach((voter, vote) ->
        told.put(
            voter,
            vote.map(it -> "%s, epoch %d".formatted(it.holder(), it.epoch())).orElse("nobody")));
    return Optional.of(
        Problem.lasting(
            Code.LB3001,
            "%s: no guard in %s keeps the lease of %s under epoch %d; votes: %s"
                .formatted(goal.phrase(), goal.region(), placed.workload(), placed.epoch(), told),
            "its database was never told to refuse writes, so that the lease's end proves"
                + " nothing; nobody is promoted",
            "deploy the guard before it is needed; now a named person may override the fence"));
  }

  private boolean isGuarded(Vote vote) {
    return vote.holder().equals(goal.region()) && vote.epoch() == placed.epoch();
  }

  /// By this run, since the claim's epoch is the highest; or by one before it that was undone.
  private boolean isFencedAlready(Vote vote) {
    return vote.holder().equals(other)
        && vote.epoch() > placed.epoch()
        && vote.epoch() <= placed.highestEpoch();
  }

  /// Nor is it where the guard's last word names tables that only a living guard fences.
  ///
  /// @param told empty when it never told anything
  Optional<Problem> uncovered(Optional<GuardedState> told) {
    if (told.isEmpty()) {
      return Optional.of(
          uncovered(
              "the guard in %s never told whether its trigger is on all tables of %s"
                  .formatted(goal.region(), goal.resource()),
              "see what 'lifeboat guard' says in " + goal.region()));
    }
    return told.map(GuardedState::uncovered)
        .filter(tables -> !tables.isEmpty())
        .map(tables ->
            uncovered(
                "the guard in %s could not put its trigger on tables that services write to: %s"
                    .formatted(goal.region(), tables),
                "as the tables' owner, run the statement that is named beside each"));
  }

  /// Nor where a named person took the database from its guard.
  Problem released(GuardReleases.Word word) {
    return uncovered(
        "%s took the databases of %s in %s from their guard at %s, and they write without a lease"
            .formatted(word.by(), placed.workload(), goal.region(), word.at()),
        "lifeboat guard PLAN --region %s --arm".formatted(goal.region()));
  }

  private Problem uncovered(String what, String action) {
    return Problem.lasting(
        Code.LB3001,
        "%s: %s".formatted(goal.phrase(), what),
        "there the end of the lease stops nobody once the guard is lost with its region; nobody is"
            + " promoted",
        action + "; a named person may override the fence");
  }
}
