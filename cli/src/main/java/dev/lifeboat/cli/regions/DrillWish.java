package dev.lifeboat.cli.regions;

import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.DrillRequest;
import dev.lifeboat.control.DrilledPlan;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Workload;

/// A drill that somebody wants, and who confirms it.
///
/// @param of the plan, as it is drilled
public record DrillWish(
    DrilledPlan of,
    Workload drilled,
    DrillRequest.InRegions drill,
    NameConfirmation name,
    Terminal terminal) {
  PlanFile file() {
    return of.file();
  }
}
