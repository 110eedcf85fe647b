package dev.lifeboat.engine;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import java.util.Optional;

/// All that a run touches beside its journal. Every method blocks and runs on a virtual thread of
/// its own; an unexpected failure of a reconciler counts as "nobody could look", never as success.
///
/// @param provider brings goals about
/// @param verifier checks as a client would
/// @param people answer and are told
/// @param placements where the writer is; changed before a promotion is asked for
/// @param intents copies of what is about to be done, in the region that will be primary
public record World(
    Provider provider, Verifier verifier, People people, Placements placements, Intents intents) {

  Observation look(Step step) throws InterruptedException {
    try {
      return switch (step) {
        case Step.Reach reach -> observe(reach.goal());
        case Step.Verify verify -> verifier.verify(verify.check());
        case Step.Ask _, Step.Tell _ ->
            throw new IllegalStateException("step '" + step.id() + "' has no goal to look at");
      };
    } catch (RuntimeException broken) {
      return Observation.unreachable("the look itself failed: " + broken);
    }
  }

  private <G extends Goal> Observation observe(G goal) throws InterruptedException {
    return provider.reconciler(goal).observe(goal);
  }

  <G extends Goal> Readiness preflight(G goal) throws InterruptedException {
    return provider.reconciler(goal).preflight(goal);
  }

  /// Asks for the goal; empty once the request is accepted.
  Optional<Problem> pursue(Goal goal, Attempt attempt) throws InterruptedException {
    try {
      request(goal, attempt);
      return Optional.empty();
    } catch (ProblemException refused) {
      return Optional.of(refused.problem());
    } catch (RuntimeException broken) {
      return Optional.of(
          Problem.passing(
              Code.LB4003,
              "the request failed: " + broken,
              "whether it took effect is looked at again",
              "wait; the run repeats it"));
    }
  }

  private <G extends Goal> void request(G goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    provider.reconciler(goal).pursue(goal, attempt);
  }

  /// Records that the writer is in `region` under the attempt's epoch, before anyone is promoted
  /// there: from now on the old region's start guard refuses. Safe to repeat, also by promotions of
  /// the same run that are under way at the same time.
  void place(String workload, String region, Attempt attempt) throws ProblemException {
    var placed = claimed(workload, attempt.run());
    while (!placed.writer().equals(region) || placed.epoch() != attempt.epoch()) {
      try {
        placements.compareAndSet(Optional.of(placed), placed.promoted(region, attempt.epoch()));
        return;
      } catch (ProblemException changed) {
        // Another promotion of this run may have moved it; anyone else has taken the claim away.
        var present = claimed(workload, attempt.run());
        if (present.equals(placed)) {
          throw changed;
        }
        placed = present;
      }
    }
  }

  /// The placement, while `run` holds the claim to it.
  private Placement claimed(String workload, RunId run) throws ProblemException {
    var placed =
        placements.read(workload).orElseThrow(() -> claimLost(workload, run, "it has none"));
    if (!placed.openRun().equals(Optional.of(run))) {
      throw claimLost(
          workload, run, "open run is " + placed.openRun().map(Object::toString).orElse("none"));
    }
    return placed;
  }

  private static ProblemException claimLost(String workload, RunId run, String why) {
    return Problem.lasting(
            Code.LB3003,
            "run %s does not hold the placement of '%s': %s".formatted(run, workload, why),
            "nobody was promoted by this run",
            "see 'lifeboat runs' for the run that holds it")
        .asException();
  }

  /// A further epoch, handed out to `run` for its undo.
  long nextEpoch(String workload, RunId run) throws ProblemException {
    var placed = claimed(workload, run);
    var next = placed.claimedBy(run);
    placements.compareAndSet(Optional.of(placed), next);
    return next.highestEpoch();
  }
}
