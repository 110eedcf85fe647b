package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import java.time.Duration;

/// What one strategy would give a workload, and for how much.
public record StrategyOption(Strategy strategy, RecoveryEstimate estimate, MonthlyCost cost) {

  StrategyOption outAtLeast(Duration others) {
    return recoversWithin(others)
        ? new StrategyOption(strategy, estimate.lasting(others), cost)
        : this;
  }

  boolean losesWithin(Duration rpo) {
    return estimate.rpo().compareTo(rpo) <= 0;
  }

  boolean recoversWithin(Duration rto) {
    return estimate.rto().compareTo(rto) <= 0;
  }
}
