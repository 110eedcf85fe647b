package dev.lifeboat.lab;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.runbook.Deadlines;
import dev.lifeboat.runbook.Traits;
import java.time.Duration;

/// Regions that are processes of this machine.
final class LabTraits implements Traits {
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

  /// A front door by DNS sees no request, so it could not stop a share that is not borne: there
  /// users come back all at once.
  @Override
  public boolean shares(Traffic traffic) {
    return traffic.ttl().isEmpty();
  }

  @Override
  public boolean closesBeforeShares(Traffic traffic) {
    return true;
  }

  /// All instances start on the processors that the first customers need.
  @Override
  public boolean growsBesidePromotion() {
    return false;
  }

  @Override
  public boolean restoresFromVaults() {
    return true;
  }

  @Override
  public boolean closesByApi(Database database) {
    return false;
  }
}
