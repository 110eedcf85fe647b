package dev.lifeboat.control;

import dev.lifeboat.drill.Shareable;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderKind;

/// A drill as it was asked for: judged, begun where its regions are, and over once they are let go
/// of.
///
/// @param of the plan, as it is drilled
public record DrillOrder(
    DrilledPlan of, Workload drilled, DrillRequest.InRegions asked, DrilledRegions regions) {

  /// Drills that are held in regions which were reached.
  @FunctionalInterface
  public interface Held<T> {
    T on(Platform platform) throws InterruptedException, ProblemException;
  }

  /// Refuses what cannot be held. Asks nobody.
  ///
  /// @param kind of the plan's regions
  public void require(ProviderKind kind) throws ProblemException {
    var plan = of.file().plan();
    asked.requireHeldOn(kind, plan);
    regions.require();
    if (asked instanceof DrillRequest.Share) {
      Shareable.require(plan, drilled);
    }
  }

  /// Reaches the regions, and lets go of them whatever became of what was held.
  ///
  /// @param keep leave up what was raised for it
  public <T> T hold(boolean keep, ProgressListener progress, Held<T> held)
      throws InterruptedException, ProblemException {
    of.keep();
    var rehearsed = of.file().plan().lab().rehearsal();
    rehearsed.ifPresent(it -> progress.tell("rehearsal", "begun", it.phrase()));
    of.differences().forEach(it -> progress.tell("rehearsal", "differs", it));
    try {
      return held.on(regions.begin(progress));
    } finally {
      regions.end(keep);
    }
  }
}
