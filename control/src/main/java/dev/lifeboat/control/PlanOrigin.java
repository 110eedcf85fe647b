package dev.lifeboat.control;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.plan.Workload;
import java.util.Optional;

/// Origin of a run's figures: they say something of a workload as it is planned now only if they
/// come from it, and from regions such as it has now.
///
/// @param file the plan as it is now
record PlanOrigin(PlanFile file, Workload workload) {
  /// Whose runs count. Other plans of a state folder may call a workload the same.
  RunSummary.Subject subject() {
    return new RunSummary.Subject(file.plan().name(), workload.name());
  }

  /// The plan that a run kept; empty where it is none, as one of an earlier release may be.
  Optional<Plan> then(byte[] kept) {
    return file.reader().read("plan.yaml", kept) instanceof PlanResult.Valid(var plan)
        ? Optional.of(plan)
        : Optional.empty();
  }

  /// Whether what a run with that plan took says how long the regions take.
  boolean sameRegions(Plan then) {
    return file.plan().regions().equals(then.regions());
  }

  /// Whether also the workload, and what a drill's figures rest on, were the same.
  boolean same(Plan then) {
    return sameRegions(then)
        && file.plan().canary().basis() == then.canary().basis()
        && Optional.ofNullable(then.workloads().get(workload.name()))
            .filter(workload::runsAs)
            .isPresent();
  }
}
