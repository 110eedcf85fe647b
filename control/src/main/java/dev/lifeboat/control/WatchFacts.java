package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.watch.AutomaticWatch;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.FailoverHold;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.PlacementWatch;

/// What the decision of a watch depends on beside its looks.
record WatchFacts(String workload, PlacementWatch placement, Pauses pauses, PastFailovers past)
    implements AutomaticWatch.Facts {
  @Override
  public void requireSame() throws ProblemException {
    placement.requireSame();
  }

  @Override
  public FailoverHold.Facts with(Dips dips) throws ProblemException {
    placement.requireFree();
    return new FailoverHold.Facts(pauses.maintenance(workload), past.read(), dips);
  }
}
