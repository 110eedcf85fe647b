package dev.lifeboat.control;

import dev.lifeboat.files.FileTree;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.RestoredLog;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Brings the databases of a workload back from the vaults of its plan.
public record VaultRestores(ControlledWorkload controlled, PlanVaults vaults, HostProcess host)
    implements RestoreSource {
  /// That of the plan in `file`, for whoever reaches its regions.
  ///
  /// @param state the state folder
  public static Provision of(PlanFile file, Path state, PlanVaults vaults, HostProcess host) {
    return (Workload workload, Platform platform) ->
        new VaultRestores(new ControlledWorkload(file, workload, platform, state), vaults, host);
  }

  @Override
  public VaultLook look(VaultWish wish) throws InterruptedException {
    var of = database(wish.database());
    try {
      var places = outside(of);
      return places.isEmpty()
          ? new VaultLook.Empty(noneElsewhere(of))
          : new RestoreLooks(vaults, notes(of), of, places).look(wish);
    } catch (ProblemException unread) {
      return new VaultLook.Unread(unread.problem());
    }
  }

  @Override
  public Optional<VaultPoint> noted(String database) {
    var of = database(database);
    try {
      return notes(of).best(of, outside(of));
    } catch (ProblemException unread) {
      return Optional.empty();
    }
  }

  /// What is lost with the writer's region protects nothing, however new it is.
  private List<VaultPlace> outside(BackedUpDatabase of) throws ProblemException {
    return of.vaultsOutside(controlled.placement().writer());
  }

  private static Problem noneElsewhere(BackedUpDatabase of) {
    return Problem.lasting(
        Code.LB9007,
        "'%s' is in no vault outside the region of its writer".formatted(of.database().name()),
        "nothing would be left of it with that region; nothing was changed",
        "name a vault elsewhere, or one more by 'copyTo'");
  }

  private PointNotes notes(BackedUpDatabase of) {
    return new PointNotes(WatchSources.of(controlled).notes(), of.workload().name());
  }

  @Override
  public RestoredLog restore(VaultPoint point, String database, Path to)
      throws InterruptedException, ProblemException {
    var of = database(database);
    return VaultWork.patiently(() -> restore(of, point, to));
  }

  /// A vault that is damaged blocks no other which has the same.
  private RestoredLog restore(BackedUpDatabase of, VaultPoint point, Path to)
      throws InterruptedException, ProblemException {
    try {
      return restore(place(of, point.vault()), of, point, to);
    } catch (ProblemException damaged) {
      for (var other : outside(of)) {
        if (!other.name().equals(point.vault()) && has(other, of, point)) {
          emptied(to);
          return instead(damaged, () -> restore(other, of, point, to));
        }
      }
      throw damaged;
    }
  }

  /// What failed first is told beside what failed next.
  private static <T> T instead(ProblemException first, VaultWork<T> next)
      throws InterruptedException, ProblemException {
    try {
      return next.run();
    } catch (ProblemException also) {
      throw Problem.several(List.of(first.problem(), also.problem())).asException(also);
    }
  }

  private static VaultPlace place(BackedUpDatabase of, String name) {
    return of.vaults().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private boolean has(VaultPlace place, BackedUpDatabase of, VaultPoint point)
      throws InterruptedException {
    try (var vault = vaults.open(place)) {
      return vault.reach(of, RestorePoint.of(point.end())).goesTo(point);
    } catch (ProblemException unread) {
      return false;
    }
  }

  private static void emptied(Path folder) throws ProblemException {
    try {
      FileTree.delete(folder);
    } catch (IOException left) {
      throw FileFailure.of(
          "remove", folder, left, "nothing is restored from another vault", "mend the permissions");
    }
  }

  /// Makes a problem that lasts, or one that passes.
  private interface Refusal {
    ProblemException of(Code code, String happened, String means, String action);
  }

  private static ProblemException unusable(
      Refusal refusal, String happened, String means, String action) {
    return refusal.of(Code.LB9003, happened, means, action);
  }

  private RestoredLog restore(VaultPlace place, BackedUpDatabase of, VaultPoint point, Path to)
      throws InterruptedException, ProblemException {
    var database = of.database().name();
    try (var vault = vaults.open(place)) {
      var restored = vault.restore(of, RestorePoint.of(point.end()), to);
      if (!restored.damages().isEmpty()) {
        throw unusable(
            ProblemException::lasting,
            "vault '%s' is damaged: %s"
                .formatted(place.name(), String.join("; ", restored.damages())),
            "not all of '%s' came back; no server starts from it".formatted(database),
            "see 'lifeboat vault check'; once it is mended, 'lifeboat resume' goes on");
      }
      if (!restored.reach().goesTo(point)) {
        throw unusable(
            ProblemException::passing,
            "vault '%s' changed while '%s' was restored".formatted(place.name(), database),
            "what came back is not what was looked at; no server was started from it",
            "wait; it is asked for again");
      }
      return new RestoredLog(place.name(), restored.reach().timeline(), restored.recovers());
    }
  }

  @Override
  public void keep(String database) throws InterruptedException, ProblemException {
    var of = database(database);
    var _ =
        VaultWork.patiently(() -> {
          new PlanBackup(controlled, vaults, host).keep(of);
          return true;
        });
  }

  @Override
  public List<AttackedVault> attack() throws InterruptedException, ProblemException {
    var attacked = new LinkedHashMap<VaultPlace, AttackedVault>();
    for (var of : BackedUpDatabase.of(controlled.file().plan(), controlled.workload())) {
      for (var place : of.vaults()) {
        if (!attacked.containsKey(place)) {
          attacked.put(place, vaults.attack(place));
        }
      }
    }
    return List.copyOf(attacked.values());
  }

  private BackedUpDatabase database(String name) {
    return BackedUpDatabase.of(controlled.file().plan(), controlled.workload()).stream()
        .filter(it -> it.database().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("'" + name + "' is kept in no vault"));
  }
}
