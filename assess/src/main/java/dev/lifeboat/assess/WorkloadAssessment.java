package dev.lifeboat.assess;

import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One workload of a plan: what it has, what it needs, and what that costs.
///
/// @param advice the strategy that it needs
/// @param outage as planned
/// @param harm what that costs the business
/// @param upkeep beside what the strategy itself costs
/// @param input what the assessment took beside the plan
public record WorkloadAssessment(
    Workload workload,
    Advice advice,
    StrategyOptions options,
    Outage outage,
    DrillProof drills,
    Harm harm,
    Upkeep upkeep,
    PlanAssessment.Input input) {

  /// A recommendation that can be put into words.
  ///
  /// @param by who recommended that strategy, and can say why
  record Advice(Recommender by, Strategy strategy) {
    String because() {
      return by.because(strategy);
    }
  }

  /// How long it is out.
  ///
  /// @param moved the estimate until it is in the other region, with the wait for what must be
  ///   there first
  /// @param rto the same until users are served: third parties may make that later
  /// @param waitsFor what it waits for longest; empty if for nothing
  record Outage(Duration moved, Duration rto, Optional<String> waitsFor) {}

  /// Cost to the business of its outage.
  ///
  /// @param loss empty where the plan does not say what an outage costs
  /// @param cascade others that lose with it
  record Harm(Optional<OutageLoss> loss, Cascade cascade, Plan plan) {}

  /// What it costs beside its strategy, and could do without.
  ///
  /// @param savings the most first
  record Upkeep(DrillCost drills, List<CostCut> savings) {
    Upkeep {
      savings = List.copyOf(savings);
    }
  }

  public String name() {
    return workload.name();
  }

  /// The strategy that it needs, and why.
  public Recommendation recommendation() {
    return advice.by().inWords(advice.strategy());
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

  /// How long it is estimated to be out, as planned, with the wait for what it needs.
  public Duration rto() {
    return outage.rto();
  }

  /// What it waits for longest; empty if for nothing.
  public Optional<String> waitsFor() {
    return outage.waitsFor();
  }

  /// What its outage costs; empty where the plan does not say.
  public Optional<OutageLoss> loss() {
    return harm.loss();
  }

  /// Others that lose with it.
  public Cascade cascade() {
    return harm.cascade();
  }

  /// What each disaster costs a year; none where the plan does not say what an outage costs.
  public List<ScenarioLoss> scenarios() {
    return workload.impact().map(it -> ScenarioLoss.all(this, it)).orElse(List.of());
  }

  /// What each strategy saves against the next weaker one, from least to most; none the same.
  public List<StrategyBenefit> strategySavings() {
    return workload
        .impact()
        .map(it ->
            StrategyBenefit.all(
                it, options.outAtLeast(advice.by().thirdParties()), harm.plan().assess().figures()))
        .orElse(List.of());
  }

  public DrillCost drillCost() {
    return upkeep.drills();
  }

  /// The most first.
  public List<CostCut> savings() {
    return upkeep.savings();
  }
}
