package dev.lifeboat.lab.e2e;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.Optional;

/// A lab whose writer is moved from east to west goal by goal, under the claim of one run.
final class MovedLab {
  private final RunningLab lab;
  private final long before;
  private final long epoch;

  private MovedLab(RunningLab lab, Placement claimed) {
    this.lab = lab;
    this.before = claimed.epoch();
    this.epoch = claimed.highestEpoch();
  }

  static MovedLab claim(RunningLab lab) throws ProblemException {
    var placed = placed(lab);
    var claimed = placed.claimedBy(new RunId("r-2"));
    replace(lab, placed, claimed);
    return new MovedLab(lab, claimed);
  }

  RunningLab lab() {
    return lab;
  }

  long epoch() {
    return epoch;
  }

  Attempt attempt(int number) {
    return attempt("r-2", epoch, number);
  }

  /// Of a run that this one has followed.
  Attempt late() {
    return attempt("r-1", before, 1);
  }

  private Attempt attempt(String run, long under, int number) {
    return new Attempt(
        new RunId(run), new StepId("s"), under, number, Instant.MAX, Succession.of(before));
  }

  /// As the engine does right before it asks for a promotion.
  void placeInWest() throws ProblemException {
    var placed = placed(lab);
    replace(lab, placed, placed.promoted("west", epoch));
  }

  /// A failback of this plan undoes all that was asked for but the binding.
  void goHome() throws Exception {
    var own = new Goal.Bound("web", "west", "west");
    lab.lab.reconcilers(lab.shop).reconciler(own).pursue(own, attempt(1));
    var placed = placed(lab);
    replace(lab, placed, placed.released());
    RunningLab.assertDone(lab.run(Mode.FAILBACK));
  }

  /// As it was before any goal, where the writer was not moved.
  void followInWest() throws Exception {
    var follows = new Goal.Replicating("orders", "west", "east", Goal.Level.STREAMING);
    var replication = lab.lab.reconcilers(lab.shop).reconciler(follows);
    replication.pursue(follows, attempt(1));
    LabAwait.until(() -> {
      try {
        return replication.observe(follows) instanceof Observation.Met;
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    });
    var placed = placed(lab);
    replace(lab, placed, placed.released());
  }

  private static Placement placed(RunningLab lab) throws ProblemException {
    return lab.lab.placements().read("shop").orElseThrow();
  }

  private static void replace(RunningLab lab, Placement placed, Placement next)
      throws ProblemException {
    lab.lab.placements().compareAndSet(Optional.of(placed), next);
  }
}
