package dev.lifeboat.lab.provider;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import dev.lifeboat.provider.VaultWish.Patience;
import dev.lifeboat.runbook.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks into vaults before anybody is fenced: whether something can be restored, and whether that
/// may replace the present writer.
record RestoreReadiness(Placements placements, String workload, RestoreSource vaults) {
  /// Whether a region can take what is found.
  interface Target {
    Readiness takes(VaultPoint point) throws InterruptedException;
  }

  /// Nothing that hinders it passes by waiting while nobody may write.
  ///
  /// @param lossAccepted whether a person accepted what a vault may have that is silent
  Readiness ofRestore(Goal.Restored goal, boolean lossAccepted, Target target)
      throws InterruptedException {
    var database = goal.resource();
    try {
      var placed = placements.required(workload);
      var look = vaults.look(wish(goal, placed, lossAccepted));
      var hindrance =
          look.found().isPresent()
              ? target.takes(look.found().get()).hindrance()
              : look.hindrance();
      return hindrance
          .map(it -> Problem.lasting(it.code(), it.happened(), it.means(), it.action()))
          .map(Readiness::notReady)
          .or(() ->
              UnreadVaults.doubt(database, look, placed.epoch()).map(Readiness.NoCandidate::new))
          .orElseGet(Readiness::ready);
    } catch (ProblemException unread) {
      return Readiness.notReady(unread.problem());
    }
  }

  /// What a look before a restore is to find.
  VaultWish wish(Goal.Restored goal, Placement placed, boolean lossAccepted) {
    return new VaultWish(
        goal.resource(),
        placed.epoch(),
        Optional.ofNullable(goal.before()),
        lossAccepted ? Patience.LOSS_ACCEPTED : Patience.USUAL);
  }

  /// Points of other databases for which the region that takes this one needs room too; none once a
  /// run is open, which may have restored some of them.
  List<VaultPoint> beside(List<Goal.Restored> others) throws InterruptedException {
    var points = new ArrayList<VaultPoint>();
    try {
      var placed = placements.required(workload);
      if (placed.openRun().isEmpty()) {
        for (var other : others) {
          vaults.look(wish(other, placed, true)).found().ifPresent(points::add);
        }
      }
    } catch (ProblemException unread) {
      return List.of(); // It is told of the database itself.
    }
    return points;
  }

  /// Whether what would be restored is a candidate, of which nothing is there yet.
  ///
  /// @param placed where the writer is, which is elsewhere
  /// @param target asked first: nobody is fenced for a region that could not take it
  Readiness ofPromotion(String database, Placement placed, Target target)
      throws InterruptedException {
    var look = vaults.look(database, placed.epoch());
    var unread =
        UnreadVaults.unread(database, look)
            .or(() -> look.found().flatMap(it -> UnreadVaults.cut(database, it)));
    if (unread.isPresent()) {
      return Readiness.notReady(unread.get());
    }
    return switch (look) {
      case VaultLook.Found(var point, _) -> candidate(database, point, placed, target);
      case VaultLook.Empty(var why) -> Readiness.notReady(why);
      case VaultLook.Unread(var why) -> Readiness.notReady(why);
    };
  }

  private static Readiness candidate(
      String database, VaultPoint point, Placement placed, Target target)
      throws InterruptedException {
    var hindered = target.takes(point);
    if (hindered.hindrance().isPresent()) {
      return hindered;
    }
    return UnreadVaults.another(database, point, placed.epoch())
        .<Readiness>map(Readiness.NoCandidate::new)
        .orElseGet(Readiness::ready);
  }
}
