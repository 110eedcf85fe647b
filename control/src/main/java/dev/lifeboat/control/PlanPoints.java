package dev.lifeboat.control;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/// Finds out to which points the databases of a plan can be restored, from its vaults alone.
public record PlanPoints(Plan plan, PlanVaults vaults) {

  /// What one vault has of one database.
  ///
  /// @param copy whether that is where backups are copied to
  /// @param history empty where it was not asked for
  /// @param unread why nobody can tell; then nothing is in `kept`
  public record Points(
      BackedUpDatabase database,
      String vault,
      boolean copy,
      KeptDatabase kept,
      List<PlanVault.Event> history,
      Optional<Problem> unread) {}

  /// Those of each database in each of its vaults, in the order of the plan.
  ///
  /// @param history whether to tell what was done, too
  /// @throws ProblemException the first one's, when none can be read
  public List<Points> find(boolean history) throws ProblemException {
    var found = plan.workloads().values().stream().flatMap(it -> of(it, history).stream()).toList();
    if (!found.isEmpty() && found.stream().allMatch(it -> it.unread().isPresent())) {
      throw found.getFirst().unread().orElseThrow().asException();
    }
    return found;
  }

  /// Those of one workload.
  List<Points> of(Workload workload, boolean history) {
    return BackedUpDatabase.of(plan, workload).stream()
        .flatMap(it -> it.vaults().stream().map(place -> find(it, place, history)))
        .toList();
  }

  private Points find(BackedUpDatabase database, VaultPlace place, boolean history) {
    boolean copy = !place.equals(database.vault());
    try (var vault = vaults.open(place)) {
      var events = history ? vault.history(database) : List.<PlanVault.Event>of();
      return new Points(
          database, place.name(), copy, vault.kept(database), events, Optional.empty());
    } catch (ProblemException unread) {
      var nothing = new KeptDatabase(List.of(), Optional.empty());
      return new Points(
          database, place.name(), copy, nothing, List.of(), Optional.of(unread.problem()));
    }
  }
}
