package dev.lifeboat.assess;

import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One workload of a plan: what it has, what it needs, and what that costs.
///
/// @param rto the estimate as planned, with the wait for what it needs
/// @param waitsFor what it waits for longest; empty if for nothing
/// @param loss empty where the plan does not say what an outage costs
public record WorkloadAssessment(
    Workload workload,
    Recommendation recommendation,
    StrategyOptions options,
    Duration rto,
    Optional<String> waitsFor,
    DrillProof drills,
    Optional<OutageLoss> loss) {
  public String name() {
    return workload.name();
  }

  /// When the newest drill began that proves it; empty if none does.
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
