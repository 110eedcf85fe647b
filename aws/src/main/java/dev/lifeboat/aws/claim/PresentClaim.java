package dev.lifeboat.aws.claim;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import java.util.Optional;

/// Shows, right before an effect that AWS itself cannot refuse by epoch, that the attempt's run
/// still holds the workload's placement: by a conditional write, which a store that cannot be
/// written or has moved on refuses. What is left is the moment between that write and the effect.
///
/// @param placements where the claim is kept
public record PresentClaim(Placements placements, String workload) {

  /// The placement, if there is one.
  ///
  /// @throws ProblemException when the store cannot be asked
  public Optional<Placement> present() throws ProblemException {
    return placements.read(workload);
  }

  /// Confirms that the attempt's run and epoch are the present ones.
  ///
  /// @return the placement as it is
  /// @throws ProblemException LB3002 when the attempt's run or its epoch is not the present one;
  ///   another code when that cannot be told
  public Placement confirm(Goal goal, Attempt attempt) throws ProblemException {
    // Written again as it is: what moved on meanwhile refuses that. A promotion of the same run may
    // move it; anyone else has taken the claim away.
    return placements
        .change(workload, present -> Optional.of(held(goal, attempt, present)))
        .orElseThrow();
  }

  /// Confirms it, and that the writer is in `region`.
  ///
  /// @throws ProblemException as [#confirm], and LB3003 when the writer is elsewhere
  public Placement confirmWriter(Goal goal, Attempt attempt, String region)
      throws ProblemException {
    var placed = confirm(goal, attempt);
    if (!placed.writer().equals(region)) {
      throw writerElsewhere(goal, placed).asException();
    }
    return placed;
  }

  private Placement held(Goal goal, Attempt attempt, Optional<Placement> present)
      throws ProblemException {
    return present
        .flatMap(it -> attempt.claim().confirm(it).next())
        .orElseThrow(() -> late(goal, attempt, present).asException());
  }

  private Problem late(Goal goal, Attempt attempt, Optional<Placement> placed) {
    var present = placed.map(Placement::holder).orElse("no placement at all");
    return OvertakenRun.byEpoch(
        "%s: asked for by run %s under epoch %d; %s has %s"
            .formatted(goal.phrase(), attempt.run(), attempt.epoch(), workload, present));
  }

  /// What is told when a goal would make a second writer, or take the only one away.
  static Problem writerElsewhere(Goal goal, Placement placed) {
    return Problem.lasting(
        Code.LB3003,
        "%s: the placement of %s names %s as its writer, under epoch %d"
            .formatted(goal.phrase(), placed.workload(), placed.writer(), placed.epoch()),
        "it would make a second writer or take the only one away, so nothing was changed",
        "see 'lifeboat status', and compare it with what the account shows");
  }
}
