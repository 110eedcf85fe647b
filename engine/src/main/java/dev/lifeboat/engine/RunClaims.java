package dev.lifeboat.engine;

import dev.lifeboat.placement.Claim;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import java.util.Optional;
import java.util.function.Function;

/// A run's hold on its workload's placement, from the claim to the release. A workload has at most
/// one open run, because every change is a compare-and-set of the whole placement.
public record RunClaims(Placements placements) {

  /// The placement on which `runbook` may be opened now.
  ///
  /// @throws ProblemException LB3003 when another run is open on the workload or its writer is not
  ///   where the runbook begins
  public Placement free(Runbook runbook) throws ProblemException {
    var placed =
        placements
            .read(runbook.workload())
            .orElseThrow(
                () -> new IllegalStateException("'" + runbook.workload() + "' has no placement"));
    var refusal = Claim.refusal(placed, runbook.source());
    if (refusal.isPresent()) {
      throw refusal.get() == Claim.Refusal.OPEN ? open(placed) : moved(runbook, placed);
    }
    return placed;
  }

  /// Makes `run` the open one, under a further epoch.
  ///
  /// @param free as found before
  /// @throws ProblemException LB3003 when it changed since; nothing was changed
  public void claim(Placement free, RunId run) throws ProblemException {
    var claimed = new Claim(run, free.nextEpoch()).claim(free, free.writer()).next();
    placements.compareAndSet(Optional.of(free), claimed.orElseThrow());
  }

  /// Claims the placement again for a run that is taken up: its controller may have died between
  /// the run's first event and its claim.
  ///
  /// @throws ProblemException LB3003 when another run is open, LB4004 when another has moved the
  ///   workload since
  public void claimAgain(RunState state) throws ProblemException {
    var run = state.run();
    var _ =
        placements.change(
            state.runbook().workload(),
            present -> {
              var placed =
                  present.orElseThrow(() -> over(run, "its workload has no placement any more"));
              return state
                  .claim()
                  .claimAgain(placed)
                  .orElseThrow(why ->
                      why == Claim.Refusal.OPEN
                          ? open(placed)
                          : over(run, "another run has moved the workload since"));
            });
  }

  /// Records that the writer is in `region` under the attempt's epoch, before anyone is promoted
  /// there: from now on the old region's start guard refuses. Safe to repeat, also by promotions of
  /// the same run that are under way at the same time.
  public void place(String workload, String region, Attempt attempt) throws ProblemException {
    hold(workload, attempt.run(), placed -> attempt.claim().place(placed, region));
  }

  /// Hands the epoch of its undo out to a run whose journal holds it. Safe to repeat.
  public void claimUndo(RunState undoing) throws ProblemException {
    var before = new Claim(undoing.run(), undoing.epoch() - 1);
    hold(
        undoing.runbook().workload(),
        undoing.run(),
        placed -> before.takeNext(placed, undoing.epoch()));
  }

  /// Gives the placement of a run that is over free again. Safe to repeat.
  public void release(RunState state) throws ProblemException {
    var _ =
        placements.change(
            state.runbook().workload(),
            present -> present.map(state.claim()::release).flatMap(Claim.Outcome::next));
  }

  /// Makes a change that `run` may make as long as it holds the claim to the placement.
  private void hold(String workload, RunId run, Function<Placement, Claim.Outcome> change)
      throws ProblemException {
    var _ =
        placements.change(
            workload,
            present -> {
              var placed =
                  present.orElseThrow(() -> claimLost(workload, run, "no placement at all"));
              return change
                  .apply(placed)
                  .orElseThrow(_ -> claimLost(workload, run, placed.holder()));
            });
  }

  private static ProblemException open(Placement placed) {
    var run = placed.openRun().orElseThrow();
    return refused(
        "run %s is open on '%s'".formatted(run, placed.workload()),
        "a workload has one run at a time; nothing was changed",
        "follow it with 'lifeboat watch %s'; if nobody executes it, 'lifeboat resume %s'"
            .formatted(run, run));
  }

  private static ProblemException moved(Runbook runbook, Placement placed) {
    return refused(
        "the writer of '%s' is in %s, the runbook begins in %s"
            .formatted(runbook.workload(), placed.writer(), runbook.source()),
        "the placement changed since the runbook was made; nothing was changed",
        "make the runbook again");
  }

  private static ProblemException claimLost(String workload, RunId run, String why) {
    return refused(
        "run %s does not hold the placement of '%s', which has %s".formatted(run, workload, why),
        "nobody was promoted by this run",
        "see 'lifeboat runs' for the run that holds it");
  }

  private static ProblemException refused(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB3003, happened, means, action);
  }

  static ProblemException over(RunId run, String why) {
    return ProblemException.lasting(
        Code.LB4004,
        "run %s cannot be resumed: %s".formatted(run, why),
        "nothing was changed",
        "see 'lifeboat runs' for the runs that are open");
  }
}
