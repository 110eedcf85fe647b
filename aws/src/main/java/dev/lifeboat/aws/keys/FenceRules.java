package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Conditions on a workload on AWS whose databases are fenced by the API of their region.
final class FenceRules {
  private FenceRules() {}

  /// Tells what no API could do.
  static void check(PlanValue workload, Collection<Resource> resources) {
    var byApi = new ArrayList<String>();
    var byGuard = new ArrayList<String>();
    for (var resource : resources) {
      if (resource instanceof Database database) {
        AwsDatabase.of(database)
            .ifPresent(it -> (it.fence().isByGuard() ? byGuard : byApi).add(database.name()));
      }
    }
    if (!byApi.isEmpty()) {
      refuseMixture(workload, byApi, byGuard);
      refuseTrigger(workload, byApi);
    }
  }

  private static void refuseMixture(PlanValue workload, List<String> byApi, List<String> byGuard) {
    if (!byGuard.isEmpty()) {
      workload.wrongAtKey(
          "has %s fenced by the API and %s by a guard, whose lease is one for all"
              .formatted(byApi, byGuard),
          "write the same 'fence' of each");
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
