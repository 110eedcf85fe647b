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

  /// Whether what a run took says how long the regions take: `kept` is the plan that it kept.
  boolean sameRegions(byte[] kept) {
    return then(kept).filter(this::sameRegions).isPresent();
  }

  /// Whether it was also as long as the workload, and what a drill's figures rest on, is the same.
  boolean same(byte[] kept) {
    return then(kept)
        .filter(this::sameRegions)
        .filter(it -> file.plan().canary().basis() == it.canary().basis())
        .map(it -> it.workloads().get(workload.name()))
        .filter(workload::runsAs)
        .isPresent();
  }

  private boolean sameRegions(Plan then) {
    return file.plan().regions().equals(then.regions());
  }

  private Optional<Plan> then(byte[] kept) {
    return file.reader().read("plan.yaml", kept) instanceof PlanResult.Valid(var plan)
        ? Optional.of(plan)
        : Optional.empty();
  }
}
