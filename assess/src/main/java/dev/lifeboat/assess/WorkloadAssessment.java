package dev.lifeboat.assess;

import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One workload of a plan: what it has, what it needs, and what that costs.
///
/// @param advisor who recommended that strategy, and can say why
/// @param advised the strategy that it needs
/// @param rto the estimate as planned, with the wait for what it needs
/// @param waitsFor what it waits for longest; empty if for nothing
/// @param loss empty where the plan does not say what an outage costs
/// @param drillCost beside what the strategy itself costs
/// @param savings the most first
/// @param input what the assessment took beside the plan
public record WorkloadAssessment(
    Workload workload,
    Recommender advisor,
    Strategy advised,
    StrategyOptions options,
    Duration rto,
    Optional<String> waitsFor,
    DrillProof drills,
    Optional<OutageLoss> loss,
    DrillCost drillCost,
    List<CostCut> savings,
    PlanAssessment.Input input) {
  public WorkloadAssessment {
    savings = List.copyOf(savings);
  }

  public String name() {
    return workload.name();
  }

  /// The strategy that it needs, and why.
  public Recommendation recommendation() {
    return advisor.inWords(advised);
  }

  /// The longest way of its failover; empty where no run can follow its strategy.
  public Optional<CriticalPath> path() {
    return input
        .failover()
        .apply(workload)
        .map(it -> CriticalPath.of(it, workload, drills.spans().steps()));
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
