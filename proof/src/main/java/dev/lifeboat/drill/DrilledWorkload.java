package dev.lifeboat.drill;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;

/// What a drill is held with.
///
/// @param planBytes the plan file as it was read, kept with each run
@SuppressWarnings("ArrayRecordComponent") // Never compared; its hash is the plan's.
public record DrilledWorkload(Plan plan, byte[] planBytes, Workload workload) {
  public DrilledWorkload {
    planBytes = planBytes.clone();
  }
}
