package dev.lifeboat.control;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds out to which points the databases of a plan can be restored, from its vaults alone.
public record PlanPoints(Plan plan, PlanVaults vaults) {

  /// What one vault has of one database.
  ///
  /// @param copy whether that is where backups are copied to
  /// @param history empty where it was not asked for
  public record Points(
      BackedUpDatabase database,
      String vault,
      boolean copy,
      KeptDatabase kept,
      List<PlanVault.Event> history) {}

  /// Those of each database in each of its vaults, in the order of the plan.
  ///
  /// @param history whether to tell what was done, too
  public List<Points> find(boolean history) throws ProblemException {
    var found = new ArrayList<Points>();
    for (var workload : plan.workloads().values()) {
      for (var database : BackedUpDatabase.of(plan, workload)) {
        for (var place :
            Stream.concat(Stream.of(database.vault()), database.copy().stream()).toList()) {
          found.add(find(database, place, history));
        }
      }
    }
    return found;
  }

  private Points find(BackedUpDatabase database, VaultPlace place, boolean history)
      throws ProblemException {
    try (var vault = vaults.open(place)) {
      return new Points(
          database,
          place.name(),
          !place.equals(database.vault()),
          vault.kept(database),
          history ? vault.history(database) : List.of());
    }
  }
}
