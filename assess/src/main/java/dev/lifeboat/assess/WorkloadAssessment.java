package dev.lifeboat.assess;

import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One workload of a plan: what it has, what it needs, and what that costs.
///
/// @param rto the estimate as planned, with the wait for what it needs
/// @param waitsFor what it waits for longest; empty if for nothing
/// @param loss empty where the plan does not say what an outage costs
/// @param path of its failover; empty where no run can follow its strategy
/// @param drillCost beside what the strategy itself costs
/// @param savings the most first
public record WorkloadAssessment(
    Workload workload,
    Recommendation recommendation,
    StrategyOptions options,
    Duration rto,
    Optional<String> waitsFor,
    DrillProof drills,
    Optional<OutageLoss> loss,
    Optional<CriticalPath> path,
    DrillCost drillCost,
    List<CostCut> savings) {
  public WorkloadAssessment {
    savings = List.copyOf(savings);
  }

  public String name() {
    return workload.name();
  }

  /// When the newest drill ended that proves it; empty if none does.
  public Optional<Instant> provenAt() {
    return drills.provenAt();
  }

  public Criticality criticality() {
    return workload.criticality();
  }

  /// The strategy that the plan has.
  public StrategyOption planned() {
    return options.of(workload.strategy());
  }
}
