package dev.lifeboat.aws.function;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The placement of one workload, as a run that an execution of a state machine is may change it.
/// Each change holds when it is asked for again.
///
/// @param run whose name is the execution's
/// @param epoch of the run
record RunPlacement(Placements placements, String workload, RunId run, long epoch) {

  /// Makes the run the open one under its epoch.
  ///
  /// @param source where the writer must be
  void claim(String source) throws ProblemException {
    change(
        this::isMine,
        it ->
            it.openRun().isEmpty() && it.writer().equals(source) && it.highestEpoch() + 1 == epoch,
        it -> it.claimedBy(run));
  }

  /// Confirms that the run is the open one under the highest epoch.
  void confirm() throws ProblemException {
    change(_ -> false, this::isMine, it -> it);
  }

  /// Records that the writer is in `region` under the run's epoch.
  void place(String region) throws ProblemException {
    change(_ -> false, this::isMine, it -> it.promoted(region, epoch));
  }

  /// Hands out `next` to the run.
  void takeNext(long next) throws ProblemException {
    change(
        it -> it.isOpenFor(run) && it.highestEpoch() == next,
        it -> isMine(it) && epoch + 1 == next,
        it -> it.claimedBy(run));
  }

  /// Gives the placement free.
  void release() throws ProblemException {
    change(it -> it.openRun().isEmpty(), it -> it.isOpenFor(run), Placement::released);
  }

  private boolean isMine(Placement placed) {
    return placed.isOpenFor(run) && placed.highestEpoch() == epoch;
  }

  /// Makes a change unless it was made, as long as it may be made.
  ///
  /// @throws ProblemException LB3003 when it may not
  private void change(
      Predicate<Placement> made, Predicate<Placement> may, UnaryOperator<Placement> how)
      throws ProblemException {
    // Another branch of this execution may change it too; after anyone else it may not be made.
    var _ =
        placements.change(
            workload,
            present -> {
              var placed = present.orElseThrow(this::missing);
              if (made.test(placed)) {
                return Optional.empty();
              }
              if (!may.test(placed)) {
                throw late(placed);
              }
              return Optional.of(how.apply(placed));
            });
  }

  /// The placement as it is.
  ///
  /// @throws ProblemException LB2007 when the workload was never adopted
  Placement required() throws ProblemException {
    return placements.read(workload).orElseThrow(this::missing);
  }

  private ProblemException missing() {
    return ProblemException.lasting(
        Code.LB2007,
        "'%s' has no placement".formatted(workload),
        "where its writer is cannot be told; nothing was changed",
        "run 'lifeboat adopt' once");
  }

  private ProblemException late(Placement placed) {
    return ProblemException.lasting(
        Code.LB3003,
        "run %s under epoch %d: %s has epoch %d, %s"
            .formatted(
                run,
                epoch,
                workload,
                placed.highestEpoch(),
                placed.openRun().map(it -> "open run " + it).orElse("no open run")),
        "another run has gone on since; this one changed nothing there",
        "see 'lifeboat status'");
  }
}
