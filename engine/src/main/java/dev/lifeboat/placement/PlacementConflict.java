package dev.lifeboat.placement;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.util.Optional;

/// The refusal by which every [Placements] tells whoever expected another placement.
public final class PlacementConflict {
  private static final Code CODE = Code.LB3003;

  private PlacementConflict() {}

  /// LB3003, with what is so instead.
  ///
  /// @param present the placement that was found; empty for none
  public static Problem of(String workload, Optional<Placement> present) {
    var now =
        present
            .map(placement ->
                "its writer is in %s under epoch %d%s"
                    .formatted(
                        placement.writer(),
                        placement.epoch(),
                        placement.openRun().map(run -> ", run " + run + " is open").orElse("")))
            .orElse("it has no placement");
    return Problem.lasting(
        CODE,
        "the placement of '%s' changed meanwhile: %s".formatted(workload, now),
        "another run acts on this workload; this one changed nothing",
        "see 'lifeboat runs', then start again");
  }

  /// LB3003 for the end of a chain of seals.
  public static Problem ofEnd(String workload) {
    return Problem.passing(
        CODE,
        "the chain of seals of '%s' changed meanwhile".formatted(workload),
        "another run of the workload was sealed; this change was not made",
        "try again: 'lifeboat evidence seal RUN'");
  }
}
