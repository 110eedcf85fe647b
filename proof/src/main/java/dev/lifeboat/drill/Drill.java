package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.scenario.Scenario;

/// Holds one drill: fault, detection, failover, measurement, failback, residue.
public final class Drill {
  private final DrillContext context;

  /// @throws ProblemException LB1005 when no drill can be held there
  public Drill(DrillHost host, DrilledWorkload drilled, Platform platform) throws ProblemException {
    this.context = DrillContext.of(host, drilled, platform);
  }

  /// Holds the drill. What it broke is healed on every way out, but for a crash.
  ///
  /// @param by the person, kept in the journal
  /// @throws ProblemException when it could not be held: nothing steady to break (LB2010), the
  ///   workload is not at home (LB5004), the fault was never detected (LB3005), and whatever the
  ///   run itself ran into
  public DrillResult hold(Scenario scenario, String by)
      throws InterruptedException, ProblemException {
    context.requireHome();
    // What a killed drill left of one would be this one's residue, and no part of what is tested.
    var sandboxes = context.platform().ability(context.workload(), Sandboxes.class);
    if (sandboxes.isPresent()) {
      sandboxes.get().sandbox().remove();
    }
    return switch (scenario) {
      case Scenario.InPlace inPlace -> HealedDrill.begin(context, inPlace).hold();
      case Scenario.Move move -> new MovedDrill(context, move, by).hold();
    };
  }

  /// Holds a drill that lends the recovery region so many per cent of the clients' reads.
  ///
  /// @throws ProblemException LB3010 when the recovery region runs nothing that could serve them,
  ///   LB3003 while a run is open, and as [#hold]
  public DrillResult holdShare(int percent) throws InterruptedException, ProblemException {
    context.requireHome();
    return new ShareDrill(context, percent).hold();
  }

  /// Holds a drill that recovers the workload in a sandbox beside its replica, for no client.
  ///
  /// @throws ProblemException LB3003 while a run is open, LB5002 when the sandbox cannot be made,
  ///   and as [#hold]
  public DrillResult holdIsolated() throws InterruptedException, ProblemException {
    context.requireHome();
    return new IsolatedDrill(context).hold();
  }
}
