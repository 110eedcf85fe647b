package dev.lifeboat.assess;

import dev.lifeboat.assess.WorkloadAssessment.Outage;
import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Assesses each workload of a plan, after all that it needs.
final class WorkloadReview {
  private final Plan plan;
  private final PlanAssessment.Input input;
  private final DependencyGraph graph;
  private final List<RecoveryDemand> needs;
  private final CostModel costs;
  private final List<Cascade> cascades;

  /// By number of the workload, those that were assessed so far.
  private final WorkloadAssessment[] assessed;

  private final Outage[] outages;
  private final Duration[] thirdParties;

  WorkloadReview(Plan plan, PlanAssessment.Input input) {
    var figures = plan.assess().figures();
    this.plan = plan;
    this.input = input;
    this.graph = DependencyGraph.of(plan);
    this.needs = RecoveryDemand.all(graph);
    this.costs = new CostModel(input.prices(), plan.pair(), input.guarded(), figures.changes());
    this.cascades = new CascadeReview(graph, worth()).all();
    this.assessed = new WorkloadAssessment[graph.byName().size()];
    this.outages = new Outage[graph.byName().size()];
    this.thirdParties = new Duration[graph.byName().size()];
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
    var outage = outage(node, planned);
    outages[node.number()] = outage;
    var others = thirdParties(node);
    thirdParties[node.number()] = others;
    var advisor = new Recommender(workload, need, options, others, input.rule(), input.compiles());
    var advised = advisor.strategy();
    return new WorkloadAssessment(
        workload,
        new WorkloadAssessment.Advice(advisor, advised),
        options,
        outage,
        drills,
        new WorkloadAssessment.Surroundings(node, cascades.get(node.number()), plan),
        input);
  }

  private StrategyOptions options(Workload workload, DrillProof drills) {
    var estimates = OptionEstimates.of(plan, workload, input, drills);
    var options = new ArrayList<StrategyOption>();
    costs
        .of(workload)
        .forEach((strategy, cost) ->
            options.add(new StrategyOption(strategy, estimates.of(strategy), cost)));
    return new StrategyOptions(options);
  }

  /// Where nothing is said of a workload, in the currency of the first of which something is.
  private List<CascadeReview.Worth> worth() {
    var usual =
        graph.byName().stream()
            .flatMap(it -> it.workload().impact().stream())
            .map(Impact::currency)
            .findFirst()
            .orElse(input.prices().currency());
    return graph.byName().stream()
        .map(it -> it.workload().impact())
        .map(impact ->
            new CascadeReview.Worth(
                impact.map(it -> LossCurve.at(input.at(), it).perHour()).orElse(BigDecimal.ZERO),
                impact.map(Impact::currency).orElse(usual)))
        .toList();
  }

  /// For how long third parties keep its users out at least, its own and those of what it needs.
  private Duration thirdParties(DependencyGraph.Node node) {
    var longest =
        node.workload().needs().slowestThirdParty().map(Map.Entry::getValue).orElse(Duration.ZERO);
    for (var needed : node.needs()) {
      var other = thirdParties[needed.number()];
      longest = other.compareTo(longest) > 0 ? other : longest;
    }
    return longest;
  }

  /// Nobody recovers sooner than what he needs: a failover begins once what must be there first has
  /// moved, and users are served once third parties serve, those of others that it needs too.
  private Outage outage(DependencyGraph.Node node, RecoveryEstimate planned) {
    var slowest = slowest(node, Outage::moved);
    var others = slowest.map(it -> outages[it.number()].moved()).orElse(Duration.ZERO);
    var moved = planned.rtoAfter(others);
    var waitsFor =
        slowest
            .filter(it -> outages[it.number()].moved().compareTo(planned.begin()) > 0)
            .map(WorkloadReview::name);
    var last = slowest(node, Outage::rto);
    var served = last.map(it -> outages[it.number()].rto()).orElse(Duration.ZERO);
    var rto = moved;
    if (served.compareTo(moved) > 0) {
      rto = served;
      waitsFor = last.map(WorkloadReview::name);
    }
    var party = node.workload().needs().slowestThirdParty();
    if (party.isPresent() && party.get().getValue().compareTo(served) > 0) {
      served = party.get().getValue();
    }
    if (served.compareTo(rto) > 0) {
      rto = served;
      waitsFor = party.map(Map.Entry::getKey);
    }
    return new Outage(moved, rto, waitsFor, others, served);
  }

  /// That of those that it needs which takes longest; of several the first by name.
  private Optional<DependencyGraph.Node> slowest(
      DependencyGraph.Node node, Function<Outage, Duration> takes) {
    Optional<DependencyGraph.Node> slowest = Optional.empty();
    var longest = Duration.ZERO;
    for (var needed : node.needs()) {
      var its = takes.apply(outages[needed.number()]);
      int than = slowest.isEmpty() ? 1 : its.compareTo(longest);
      if (than > 0 || (than == 0 && name(needed).compareTo(name(slowest.orElseThrow())) < 0)) {
        slowest = Optional.of(needed);
        longest = its;
      }
    }
    return slowest;
  }

  private static String name(DependencyGraph.Node node) {
    return node.workload().name();
  }
}
