package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Conditions on a workload on AWS whose databases are fenced by the API of their region.
final class FenceRules {
  private FenceRules() {}

  /// Tells what no API could do.
  static void check(
      PlanValue workload, Optional<PlanValue> failback, Collection<Resource> resources) {
    var byApi = fenced(resources, false);
    if (!byApi.isEmpty()) {
      refuseMixture(workload, byApi, fenced(resources, true));
      refuseTrigger(workload, byApi);
      failback.ifPresent(FenceRules::refuseWindow);
    }
  }

  /// The names of the databases that are fenced so.
  private static List<String> fenced(Collection<Resource> resources, boolean byGuard) {
    return resources.stream()
        .filter(it ->
            it instanceof Database database
                && AwsDatabase.of(database)
                    .filter(on -> on.fence().isByGuard() == byGuard)
                    .isPresent())
        .map(Resource::name)
        .toList();
  }

  /// Whether a database has no guard, which alone tells when a replica has everything: then no move
  /// is planned.
  static boolean lacksLease(Collection<Resource> resources) {
    return !fenced(resources, false).isEmpty();
  }

  private static void refuseMixture(PlanValue workload, List<String> byApi, List<String> byGuard) {
    if (!byGuard.isEmpty()) {
      workload.wrongAtKey(
          "has %s fenced by the API and %s by a guard, whose lease is one for all"
              .formatted(byApi, byGuard),
          "write the same 'fence' of each");
    }
  }

  /// Home is reached by a failover alone, which waits for nothing.
  private static void refuseWindow(PlanValue failback) {
    if (!failback.lacks("window")) {
      failback.wrongAtKey(
          "has 'window', in which a planned move begins, and 'fence: api' makes none",
          "leave 'window' out, or write 'fence: guard'");
    }
  }

  /// While the region is silent nothing shows that it cannot write.
  private static void refuseTrigger(PlanValue workload, List<String> byApi) {
    if (workload.look("failover", "trigger").filter(Trigger.AUTOMATIC.word()::equals).isPresent()) {
      workload.wrongAtKey(
          "fails over by itself, and %s fenced by an API that is silent with its region"
              .formatted(byApi + (byApi.size() == 1 ? " is" : " are")),
          "write 'fence: guard', or another 'trigger' of 'failover'");
    }
  }
}
