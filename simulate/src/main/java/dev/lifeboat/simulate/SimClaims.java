package dev.lifeboat.simulate;

import dev.lifeboat.engine.EngineHost;
import dev.lifeboat.engine.RunClaims;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepAction;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.util.Collection;

/// The product's [RunClaims] on the placement of the world, as one controller makes them.
record SimClaims(SimWorld world, String controller) {

  private RunClaims claims() {
    return new RunClaims(world.placements);
  }

  /// The placement that a run may claim.
  ///
  /// @param accepts whether a person accepts what the copies lack
  /// @throws ProblemException when there is none, or nobody to promote
  Placement free(Runbook runbook, boolean accepts) throws ProblemException {
    freeIfOver();
    if (runbook.mode() == Mode.FAILOVER && !accepts) {
      var refused = world.noCandidate(runbook);
      if (refused.isPresent()) {
        throw refused.get().asException();
      }
    }
    return claims().free(runbook);
  }

  /// A controller may have died between the last event of a run and the release of its claim.
  private void freeIfOver() throws ProblemException {
    var open = world.placements.placed().openRun().flatMap(world::run);
    if (open.isPresent() && open.get().isOver()) {
      claims().release(RunState.of(open.get().entries(), Pace.standard()));
    }
  }

  /// Lets go of a run that ended; another controller may have done so.
  void release(RunState ended) {
    try {
      claims().release(ended);
    } catch (ProblemException taken) {
      world.trace(() -> controller + " could not release: " + taken.problem().happened());
    }
  }

  /// What the engine of a run needs at once.
  EngineHost host(RunState state) {
    return new EngineHost() {
      @Override
      public void drop(Collection<StepAction> actions) {
        // Their answers do not count any more, and what has left goes its way.
      }

      @Override
      public void claimUndo() throws ProblemException {
        claims().claimUndo(state);
      }
    };
  }
}
