package dev.lifeboat.aws.drill;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything of a workload on AWS that a drill could leave behind or change, in words that are the
/// same before and after a drill that left nothing. What made way for a replica is kept on purpose
/// and told in the ledger.
///
/// @param clients the drill's own. Users write meanwhile, so that nothing but what is a canary's
///   tells what a drill leaves
public record DrillInventory(
    Plan plan,
    Workload workload,
    Reconcilers reconcilers,
    Placements placements,
    DrilledStores stores,
    List<String> clients) {

  public DrillInventory {
    clients = List.copyOf(clients);
  }

  /// As it is now.
  ///
  /// @throws ProblemException when something could not be looked at
  public SortedMap<String, String> take() throws InterruptedException, ProblemException {
    var found = new TreeMap<String, String>();
    found.put(
        "placement " + workload.name(),
        placements.read(workload.name()).map(Placement::phrase).orElse("none"));
    var rows = new DrilledRows(plan.canary().rows(workload), stores);
    var objects = new DrilledObjects(plan, plan.canary().objects(workload), stores);
    var home = plan.primary().name();
    var away = plan.recovery().name();
    for (var region : List.of(home, away)) {
      for (var database : workload.resources(Database.class)) {
        found.put(
            "database %s %s".formatted(region, database.name()),
            stores
                .database(database.name())
                .in(region)
                .map(it -> it.isReplica() ? "replica" : "writer")
                .orElse("none"));
      }
      for (var client : clients) {
        tell(found, "rows %s %s".formatted(region, client), rows.count(region, client));
        tell(found, "objects %s %s".formatted(region, client), objects.count(region, client));
      }
    }
    for (var service : workload.resources(Service.class)) {
      var instances = service.instances();
      put(found, new Goal.Running(service.name(), home, instances.serving(), 0));
      put(found, new Goal.Running(service.name(), away, instances.standby(), 0));
    }
    for (var traffic : workload.resources(Traffic.class)) {
      put(found, new Goal.Routed(traffic.name(), home));
    }
    return found;
  }

  private static void tell(SortedMap<String, String> found, String what, OptionalInt count) {
    if (count.orElse(0) > 0) {
      found.put(what, String.valueOf(count.getAsInt()));
    }
  }

  /// The proof of a goal may differ from look to look; that it holds may not.
  private void put(SortedMap<String, String> found, Goal goal) throws InterruptedException {
    found.put(goal.phrase(), words(reconcilers.observe(goal)));
  }

  private static String words(Observation seen) {
    return switch (seen) {
      case Observation.Met _ -> "yes";
      case Observation.Pending(var why) -> "no: " + why;
      case Observation.Unreachable(var why) -> "not known: " + why;
    };
  }
}
