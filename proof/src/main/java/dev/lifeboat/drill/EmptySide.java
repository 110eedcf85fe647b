package dev.lifeboat.drill;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.Criterion;

/// Looks whether a region keeps nothing of the databases of a workload, whose only copies are in a
/// vault while it is written elsewhere.
record EmptySide(Reconcilers reconcilers, Workload workload, String region) {
  Criterion look() throws InterruptedException {
    var all = Criterion.met("%s keeps no database of '%s'".formatted(region, workload.name()));
    for (var database : workload.resources(Database.class)) {
      all = all.and(judged(reconcilers.observe(new Goal.Running(database.name(), region, 0, 0))));
    }
    return all;
  }

  private static Criterion judged(Observation seen) {
    return switch (seen) {
      case Observation.Met(var proof) -> Criterion.met(proof);
      case Observation.Pending(var why) -> Criterion.missed(why);
      case Observation.Unreachable(var why) -> Criterion.unknown(why);
    };
  }
}
