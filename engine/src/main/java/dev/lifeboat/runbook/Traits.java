package dev.lifeboat.runbook;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import java.util.Optional;

/// What the regions of one provider are like, as far as it decides the steps of a runbook. Known
/// without asking any of them.
public interface Traits {
  /// How long each kind of step may take.
  Deadlines deadlines();

  /// Whether users of `traffic` can be kept out of the old region.
  boolean closes(Traffic traffic);

  /// Whether users of `traffic` can come home share by share, which somebody can stop.
  boolean shares(Traffic traffic);

  /// Whether `traffic` is closed before the first share. If not, nobody is sent home before there
  /// is a writer.
  boolean closesBeforeShares(Traffic traffic);

  /// Whether instances start without taking anything from a promotion beside them. Then capacity
  /// grows meanwhile, and people are told once it is there.
  boolean growsBesidePromotion();

  /// Whether the region's API can close `database`, which takes longer than any other fence.
  boolean closesByApi(Database database);

  /// Whether instances of `service` are told by what is kept beside them whose stores they use, so
  /// that an earlier move may have left them with another region's. A move then sees to it that
  /// they use those of their own before users are let in.
  default boolean binds(Workload workload, Service service) {
    return false;
  }

  /// Why nothing but a failover moves `workload`; empty where its writer can be left in good order,
  /// which takes somebody who tells that its copy has everything.
  default Optional<Problem> failoverAlone(Workload workload) {
    return Optional.empty();
  }

  /// Whether a database can be brought back there from a vault alone.
  default boolean restoresFromVaults() {
    return false;
  }
}
