package dev.lifeboat.assess;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.util.Optional;

/// Estimates of what each strategy would give one workload: by drills where they measured it, else
/// by steps that runs measured, else by what is assumed.
///
/// @param way that others than the drilled one are put together from; empty where no run measured a
///   step
record OptionEstimates(
    Workload workload,
    PlanAssessment.Input input,
    DrillProof drills,
    WriteRate rate,
    Optional<ComposedWay> way) {
  static OptionEstimates of(
      Plan plan, Workload workload, PlanAssessment.Input input, DrillProof drills) {
    var rate = WriteRate.of(plan, workload);
    return new OptionEstimates(
        workload, input, drills, rate, ComposedWay.of(workload, input, drills, rate));
  }

  RecoveryEstimate of(Strategy strategy) {
    boolean planned = strategy == workload.strategy();
    boolean followed = input.compiles().test(workload, strategy);
    var assumed = StrategyEstimates.of(workload, strategy, followed, rate);
    if (planned && drills.measured().isPresent()) {
      return lagging(strategy, assumed.measured(drills.measured().get()));
    }
    var composed = way.flatMap(it -> it.of(strategy)).map(assumed::recovering).orElse(assumed);
    return planned ? lagging(strategy, composed) : composed;
  }

  private RecoveryEstimate lagging(Strategy strategy, RecoveryEstimate estimate) {
    boolean copies = strategy != Strategy.BACKUP_AND_RESTORE && !workload.copiedLater().isEmpty();
    return drills
        .spans()
        .lag()
        .filter(_ -> copies)
        .map(MeasuredLag::p99)
        .map(estimate::lagging)
        .orElse(estimate);
  }
}
