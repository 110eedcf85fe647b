package dev.lifeboat.scenario;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.util.List;
import java.util.Locale;

/// What a scenario injects, in this order.
@FunctionalInterface
public interface Breakage {
  /// The faults, where they are injected.
  ///
  /// @throws ProblemException LB1003 when the workload has nothing that could be broken
  List<Fault> of(Target target) throws ProblemException;

  /// Where it is injected.
  ///
  /// @param workload whose writer is in the plan's primary region
  record Target(Plan plan, Workload workload, String scenario) {
    String home() {
      return plan.primary().name();
    }

    String away() {
      return plan.recovery().name();
    }

    String edge() {
      return plan.edge();
    }

    String first(Class<? extends Resource> type) throws ProblemException {
      var resources = workload.resources(type);
      if (resources.isEmpty()) {
        throw refused(
            "has no %s, which %s would break"
                .formatted(type.getSimpleName().toLowerCase(Locale.ROOT), scenario));
      }
      return resources.getFirst().name();
    }

    /// @param why the workload has nothing that could be broken so
    ProblemException refused(String why) {
      return ProblemException.lasting(
          Code.LB1003,
          "workload '%s' %s".formatted(workload.name(), why),
          "nothing was broken",
          "use --scenario region-loss");
    }
  }
}
