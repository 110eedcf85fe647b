package dev.lifeboat.runbook;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// A front door that is closed and shared out, and nothing that takes long.
///
/// @param binds whether something beside its instances tells a service whose stores it uses
/// @param alone whether nothing but a failover moves a workload
record StorefrontTraits(
    boolean growsBesidePromotion, boolean restoresFromVaults, boolean binds, boolean alone)
    implements Traits {
  StorefrontTraits(boolean growsBesidePromotion) {
    this(growsBesidePromotion, false);
  }

  StorefrontTraits(boolean growsBesidePromotion, boolean restoresFromVaults) {
    this(growsBesidePromotion, restoresFromVaults, false, false);
  }

  @Override
  public Optional<Problem> failoverAlone(Workload workload) {
    return Optional.of(Problem.lasting(Code.LB2016, "nobody tells", "it loses", "fail over"))
        .filter(_ -> alone);
  }

  @Override
  public boolean binds(Workload workload, Service service) {
    return binds;
  }

  @Override
  public Deadlines deadlines() {
    return new Deadlines(
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofHours(4),
        Duration.ofSeconds(15),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10));
  }

  @Override
  public boolean closes(Traffic traffic) {
    return true;
  }

  @Override
  public boolean shares(Traffic traffic) {
    return traffic.ttl().isEmpty();
  }

  @Override
  public boolean closesBeforeShares(Traffic traffic) {
    return true;
  }

  @Override
  public boolean closesByApi(Database database) {
    return false;
  }
}
