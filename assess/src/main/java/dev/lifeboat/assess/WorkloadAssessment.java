package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy;
import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One workload of a plan: what it has, what it needs, and what that costs.
///
/// @param advice the strategy that it needs
/// @param outage as planned
/// @param around others of the plan
/// @param input what the assessment took beside the plan
public record WorkloadAssessment(
    Workload workload,
    Advice advice,
    StrategyOptions options,
    Outage outage,
    DrillProof drills,
    Surroundings around,
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
  /// @param others when all have moved that must be there first
  /// @param served when all serve that it needs, third parties included
  record Outage(
      Duration moved, Duration rto, Optional<String> waitsFor, Duration others, Duration served) {

    /// The same with another estimate of its own.
    Duration rto(RecoveryEstimate estimate) {
      var until = estimate.rtoAfter(others);
      return until.compareTo(served) < 0 ? served : until;
    }
  }

  /// Its place among others.
  ///
  /// @param node knows whom it needs
  /// @param cascade others that lose with it
  record Surroundings(DependencyGraph.Node node, Cascade cascade, Plan plan) {}

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
        .map(it ->
            CriticalPath.of(
                it, CriticalPath.Durations.of(workload, drills.spans().steps(), rate())));
  }

  /// What an estimate is put together from that no drill measured as a whole; empty where past runs
  /// measured no step of it.
  public Optional<CriticalPath> composed(Strategy strategy) {
    return strategy == workload.strategy() && drills.measured().isPresent()
        ? Optional.empty()
        : ComposedWay.of(workload, input, drills, rate()).flatMap(it -> it.of(strategy));
  }

  /// At which it writes.
  public WriteRate rate() {
    return WriteRate.of(around.plan(), workload);
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
    return workload.impact().map(it -> OutageLoss.of(this, it));
  }

  /// In the first hour of an outage; zero where the plan does not say.
  BigDecimal lossPerHour() {
    return workload
        .impact()
        .map(it -> LossCurve.at(input.at(), it).perHour())
        .orElse(BigDecimal.ZERO);
  }

  /// Others that lose with it.
  public Cascade cascade() {
    return around.cascade();
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
            StrategyBenefit.all(it, options.outAtLeast(advice.by().thirdParties()), figures()))
        .orElse(List.of());
  }

  /// What changes with inputs that nobody knows exactly, one by one.
  public List<Sensitivity> sensitivity() {
    return new SensitivityReview(this).all();
  }

  /// What the plan assumes.
  AssessPolicy.Figures figures() {
    return around.plan().assess().figures();
  }

  public DrillCost drillCost() {
    return DrillCost.of(workload, input.prices());
  }

  /// The most first.
  public List<CostCut> savings() {
    return CostCutRules.of(this).all(drillCost());
  }
}
