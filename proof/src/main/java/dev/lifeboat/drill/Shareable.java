package dev.lifeboat.drill;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;

/// Whether the recovery region of a workload runs anything that could be lent clients.
public final class Shareable {
  private Shareable() {}

  /// Refuses a workload that has nothing there.
  ///
  /// @throws ProblemException LB3010 when it has not
  public static void require(Plan plan, Workload workload) throws ProblemException {
    var away = plan.recovery().name();
    var strategy = workload.strategy();
    if (strategy == Strategy.BACKUP_AND_RESTORE) {
      throw refused(
          "no service of '%s' runs in %s: its strategy is %s"
              .formatted(workload.name(), away, strategy.word()),
          "drill it without --share, or plan a warm-standby");
    }
    var doors = workload.resources(Traffic.class);
    if (doors.isEmpty()) {
      throw refused(
          "workload '%s' has no traffic resource, so there is nothing to share"
              .formatted(workload.name()),
          "give the workload a resource of type traffic");
    }
    if (doors.getFirst().ttl().isPresent()) {
      throw refused(
          "'%s' is reached by DNS, and nobody there could take a share back from clients"
              .formatted(doors.getFirst().name()),
          "drill it without --share, or plan the traffic with 'mode: proxy'");
    }
    var behind = doors.getFirst().to();
    for (var service : workload.resources(Service.class)) {
      if (service.name().equals(behind) && service.instances().standby() == 0) {
        throw refused(
            "service '%s' has no standby instance in %s, its strategy is %s"
                .formatted(behind, away, strategy.word()),
            "give it 'instances: { standby: 1 }' or more");
      }
    }
  }

  private static ProblemException refused(String happened, String action) {
    return ProblemException.lasting(
        Code.LB3010, happened, "no client was sent anywhere else", action);
  }
}
