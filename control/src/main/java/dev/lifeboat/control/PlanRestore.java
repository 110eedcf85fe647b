package dev.lifeboat.control;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Brings the databases of a workload back from a vault, each into a new folder. Asks nothing of
/// the regions: they may be gone.
public record PlanRestore(PlanVaults vaults) {

  /// One database.
  ///
  /// @param to its folder; nothing was written there if only asked
  public record Outcome(BackedUpDatabase database, Path to, PlanVault.Restored restored) {}

  /// Brings them back, once it is known that each can be.
  ///
  /// @param from the vault
  /// @param to a folder, below which each database has one of its own name
  /// @param dry whether only to find out what would be brought back
  /// @throws ProblemException LB9002 when something is in a folder, LB9005 when one cannot be
  ///   brought to that point; nothing is written
  public List<Outcome> restore(
      List<BackedUpDatabase> databases, VaultPlace from, RestorePoint point, Path to, boolean dry)
      throws InterruptedException, ProblemException {
    for (var database : databases) {
      requireFree(to.resolve(database.database().name()));
    }
    try (var vault = vaults.open(from)) {
      var reached = new ArrayList<Outcome>();
      for (var database : databases) {
        var reach = reach(vault, database, point);
        reached.add(
            new Outcome(
                database,
                to.resolve(database.database().name()),
                new PlanVault.Restored(reach, reach.reaches(), 0, 0, List.of())));
      }
      if (dry) {
        return reached;
      }
      var outcomes = new ArrayList<Outcome>();
      for (var one : reached) {
        outcomes.add(
            new Outcome(one.database(), one.to(), vault.restore(one.database(), point, one.to())));
      }
      return outcomes;
    }
  }

  /// Of several databases one may have no such point.
  private static PlanVault.Reach reach(
      PlanVault vault, BackedUpDatabase database, RestorePoint point)
      throws InterruptedException, ProblemException {
    try {
      return vault.reach(database, point);
    } catch (ProblemException failed) {
      var why = failed.problem();
      throw new Problem(
              why.code(),
              "'%s': %s".formatted(database.database().name(), why.happened()),
              why.means(),
              why.action(),
              why.retry())
          .asException(failed);
    }
  }

  /// Before the first one is written: the second one's folder is no surprise then.
  private static void requireFree(Path to) throws ProblemException {
    var names = to.toFile().list();
    if (names != null && names.length > 0) {
      throw ProblemException.lasting(
          Code.LB9002,
          "%s is not empty".formatted(to),
          "nothing was written",
          "name another folder by --to, or empty this one");
    }
  }
}
