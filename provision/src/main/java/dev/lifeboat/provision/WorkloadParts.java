package dev.lifeboat.provision;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Workloads of a plan by the stacks that have a part of them each, where one has no room for all.
/// Which part has a workload is said by its name alone: nothing goes from one stack to another
/// while there are many.
record WorkloadParts(Plan plan) {
  /// With these the stack of a region stays below the bytes that CloudFormation takes.
  private static final int MOST_WORKLOADS = 20;

  /// Never another number: each thing would go to another stack.
  private static final int PARTS = 5;

  boolean isParted() {
    return plan.workloads().size() > MOST_WORKLOADS;
  }

  /// By their numbers, from one on; what a stack is called without one is 0.
  Map<Integer, List<Workload>> all() {
    if (!isParted()) {
      return Map.of(0, List.copyOf(plan.workloads().values()));
    }
    var parts = new TreeMap<Integer, List<Workload>>();
    for (int number = 1; number <= PARTS; number++) {
      int of = number;
      var workloads = plan.workloads().values().stream().filter(it -> part(it) == of).toList();
      if (!workloads.isEmpty()) {
        parts.put(number, workloads);
      }
    }
    return parts;
  }

  /// The hash of a text is the same in each Java.
  private static int part(Workload workload) {
    return 1 + Math.floorMod(workload.name().hashCode(), PARTS);
  }
}
