package dev.lifeboat.placement;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.Optional;
import java.util.function.Function;

/// Decides what a run may make of its workload's placement. A workload has at most one open run,
/// and each run has an epoch that no other run had before.
///
/// The rule stands here alone and is pure: the engine, the function of a run and the calls to AWS
/// ask it, and whoever keeps placements stores what follows by compare-and-set. What a state
/// machine writes by itself is held against it. Each act holds when it is asked for again.
///
/// @param epoch of the run; also before it is handed out to it
public record Claim(RunId run, long epoch) {

  /// Why a run may not change a placement.
  public enum Refusal {
    /// Another run is open.
    OPEN,
    /// The writer is not where the run begins.
    MOVED,
    /// The epoch of the run is not the next one: the workload has had another run since.
    OVER,
    /// The run is not the open one, or a higher epoch than its own was handed out.
    LOST
  }

  /// What follows when a run asks for a change.
  public sealed interface Outcome {
    /// `placement` is to be stored, if the one that was seen is still there.
    record Change(Placement placement) implements Outcome {}

    /// It was made before.
    record Made() implements Outcome {}

    /// It may not be made.
    record Refused(Refusal why) implements Outcome {}

    /// What is to be stored, if anything.
    default Optional<Placement> next() {
      return this instanceof Change(var placement) ? Optional.of(placement) : Optional.empty();
    }

    /// What is to be stored; empty when it was made before.
    ///
    /// @throws ProblemException what `told` says of a refusal
    default Optional<Placement> orElseThrow(Function<Refusal, ProblemException> told)
        throws ProblemException {
      if (this instanceof Refused(var why)) {
        throw told.apply(why);
      }
      return next();
    }
  }

  /// Why no run that begins at `source` may claim `placed`; empty when one may.
  public static Optional<Refusal> refusal(Placement placed, String source) {
    if (placed.openRun().isPresent()) {
      return Optional.of(Refusal.OPEN);
    }
    return placed.writer().equals(source) ? Optional.empty() : Optional.of(Refusal.MOVED);
  }

  /// Makes the run the open one, where the writer is in `source`.
  public Outcome claim(Placement placed, String source) {
    if (isHeld(placed)) {
      return new Outcome.Made();
    }
    var refusal = refusal(placed, source);
    return refusal.isPresent() ? new Outcome.Refused(refusal.get()) : take(placed);
  }

  /// Makes a run that is taken up the open one. Its controller may have died before it claimed the
  /// placement, or before it claimed the epoch of its undo.
  public Outcome claimAgain(Placement placed) {
    if (placed.isOpenFor(run)) {
      return new Outcome.Made();
    }
    return placed.openRun().isPresent() ? new Outcome.Refused(Refusal.OPEN) : take(placed);
  }

  private Outcome take(Placement free) {
    return free.nextEpoch() == epoch
        ? new Outcome.Change(free.claimedBy(run))
        : new Outcome.Refused(Refusal.OVER);
  }

  /// Confirms that the run is the open one, by storing the placement as it is: a store that cannot
  /// be written or has moved on refuses that.
  public Outcome confirm(Placement placed) {
    return isHeld(placed) ? new Outcome.Change(placed) : new Outcome.Refused(Refusal.LOST);
  }

  /// Records that the writer is in `region` under the run's epoch.
  public Outcome place(Placement placed, String region) {
    if (!isHeld(placed)) {
      return new Outcome.Refused(Refusal.LOST);
    }
    return placed.writer().equals(region) && placed.epoch() == epoch
        ? new Outcome.Made()
        : new Outcome.Change(placed.promoted(region, epoch));
  }

  /// Hands the epoch `next` out to the run, which is the one after its own.
  public Outcome takeNext(Placement placed, long next) {
    if (new Claim(run, next).isHeld(placed)) {
      return new Outcome.Made();
    }
    return isHeld(placed) && next == epoch + 1
        ? new Outcome.Change(placed.claimedBy(run))
        : new Outcome.Refused(Refusal.LOST);
  }

  /// Gives the placement free.
  public Outcome release(Placement placed) {
    if (placed.openRun().isEmpty()) {
      return new Outcome.Made();
    }
    return placed.isOpenFor(run)
        ? new Outcome.Change(placed.released())
        : new Outcome.Refused(Refusal.LOST);
  }

  private boolean isHeld(Placement placed) {
    return placed.isOpenFor(run) && placed.highestEpoch() == epoch;
  }
}
