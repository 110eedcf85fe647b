package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Assesses each workload of a plan, after all that it needs.
final class WorkloadReview {
  private final PlanAssessment.Input input;
  private final int yearsBetweenLosses;
  private final DependencyGraph graph;
  private final List<RecoveryDemand> needs;
  private final CostModel costs;

  /// By number of the workload, those that were assessed so far.
  private final WorkloadAssessment[] assessed;

  WorkloadReview(Plan plan, PlanAssessment.Input input) {
    var figures = plan.assess().figures();
    this.input = input;
    this.yearsBetweenLosses = figures.yearsBetweenLosses();
    this.graph = DependencyGraph.of(plan);
    this.needs = RecoveryDemand.all(graph);
    this.costs = new CostModel(input.prices(), plan.pair(), input.guarded(), figures.changes());
    this.assessed = new WorkloadAssessment[graph.byName().size()];
  }

  /// In alphabetical order.
  List<WorkloadAssessment> all() {
    for (var node : graph.neededFirst()) {
      assessed[node.number()] = one(node);
    }
    return Arrays.asList(assessed);
  }

  private WorkloadAssessment one(DependencyGraph.Node node) {
    var workload = node.workload();
    var drills = input.drills(workload);
    var options = options(workload, drills);
    var need = needs.get(node.number());
    var planned = options.of(workload.strategy()).estimate();
    var slowest = slowest(node).filter(it -> it.rto().compareTo(planned.begin()) > 0);
    var rto = planned.rtoAfter(slowest.map(WorkloadAssessment::rto).orElse(Duration.ZERO));
    var advisor = new Recommender(workload, need, options, input.rule(), input.compiles());
    var advised = advisor.strategy();
    var drillCost = DrillCost.of(workload, input.prices());
    return new WorkloadAssessment(
        workload,
        new WorkloadAssessment.Advice(advisor, advised),
        options,
        new WorkloadAssessment.Outage(rto, slowest.map(WorkloadAssessment::name)),
        drills,
        workload.impact().map(impact -> loss(impact, rto, node, options)),
        new WorkloadAssessment.Upkeep(
            drillCost,
            new CostCutRules(workload, need, options, advised, input.prices()).all(drillCost)),
        input);
  }

  private OutageLoss loss(
      Impact impact, Duration rto, DependencyGraph.Node node, StrategyOptions options) {
    return OutageLoss.of(
        impact,
        rto,
        node.dependents().size(),
        ExpectedYear.all(impact, options, yearsBetweenLosses),
        StrategyTurn.all(impact, options, yearsBetweenLosses));
  }

  private StrategyOptions options(Workload workload, DrillProof drills) {
    var options = new ArrayList<StrategyOption>();
    costs
        .of(workload)
        .forEach((strategy, cost) ->
            options.add(new StrategyOption(strategy, estimate(workload, strategy, drills), cost)));
    return new StrategyOptions(options);
  }

  private RecoveryEstimate estimate(Workload workload, Strategy strategy, DrillProof drills) {
    var assumed =
        StrategyEstimates.of(workload, strategy, input.compiles().test(workload, strategy));
    return drills
        .measured()
        .filter(_ -> strategy == workload.strategy())
        .map(assumed::measured)
        .orElse(assumed);
  }

  /// That of those that it needs which is back last; of several the first by name.
  private Optional<WorkloadAssessment> slowest(DependencyGraph.Node node) {
    Optional<WorkloadAssessment> slowest = Optional.empty();
    for (var needed : node.needs()) {
      var it = assessed[needed.number()];
      int than = slowest.map(other -> it.rto().compareTo(other.rto())).orElse(1);
      if (than > 0 || (than == 0 && it.name().compareTo(slowest.orElseThrow().name()) < 0)) {
        slowest = Optional.of(it);
      }
    }
    return slowest;
  }
}
