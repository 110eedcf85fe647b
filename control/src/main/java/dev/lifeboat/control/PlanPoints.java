package dev.lifeboat.control;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ParallelLooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out to which points the databases of a plan can be restored, from its vaults alone.
public record PlanPoints(Plan plan, PlanVaults vaults) {

  /// Those of each database in each of its vaults, in the order of the plan. Each vault is opened
  /// once.
  ///
  /// @param history whether to tell what was done, too
  /// @throws ProblemException the first one's, when none can be read
  public List<VaultPoints> find(boolean history) throws ProblemException {
    var found = ordered(places().flatMap(it -> at(it, history).stream()));
    if (!found.isEmpty() && found.stream().allMatch(it -> it.unread().isPresent())) {
      throw found.getFirst().unread().orElseThrow().asException();
    }
    return found;
  }

  /// The same of the vaults that answer in time.
  ///
  /// @param most for all of them together
  List<VaultPoints> find(Duration most) throws InterruptedException {
    var looks = new ParallelLooks(most);
    var found =
        places()
            .map(it ->
                looks.<List<VaultPoints>>add(
                    () -> at(it, false), why -> unread(it, silent(it, why))))
            .toList();
    looks.take();
    return ordered(found.stream().flatMap(it -> it.get().stream()));
  }

  private static Problem silent(VaultPlace place, String why) {
    return Problem.passing(
        Code.LB9003,
        "vault '%s': %s".formatted(place.name(), why),
        "nothing was written",
        "see that it can be reached, then run it again");
  }

  private List<BackedUpDatabase> databases() {
    return plan.workloads().values().stream()
        .flatMap(it -> BackedUpDatabase.of(plan, it).stream())
        .toList();
  }

  private Stream<VaultPlace> places() {
    return databases().stream().flatMap(it -> it.vaults().stream()).distinct();
  }

  private List<VaultPoints> ordered(Stream<VaultPoints> found) {
    var databases = databases();
    return found
        .sorted(
            Comparator.comparingInt((VaultPoints it) -> databases.indexOf(it.database()))
                .thenComparing(VaultPoints::copy))
        .toList();
  }

  private List<VaultPoints> at(VaultPlace place, boolean history) {
    var found = new ArrayList<VaultPoints>();
    try (var vault = vaults.open(place)) {
      for (var it : in(place)) {
        var events = history ? vault.history(it) : List.<PlanVault.Event>of();
        found.add(points(it, place, vault.kept(it), events, Optional.empty()));
      }
      return found;
    } catch (ProblemException unread) {
      return unread(place, unread.problem());
    }
  }

  private List<VaultPoints> unread(VaultPlace place, Problem why) {
    var nothing = new KeptDatabase(List.of(), Optional.empty());
    return in(place).stream()
        .map(it -> points(it, place, nothing, List.of(), Optional.of(why)))
        .toList();
  }

  private List<BackedUpDatabase> in(VaultPlace place) {
    return databases().stream().filter(it -> it.vaults().contains(place)).toList();
  }

  private static VaultPoints points(
      BackedUpDatabase database,
      VaultPlace place,
      KeptDatabase kept,
      List<PlanVault.Event> history,
      Optional<Problem> unread) {
    boolean copy = !place.equals(database.vault());
    return new VaultPoints(database, place.name(), copy, kept, history, unread);
  }
}
