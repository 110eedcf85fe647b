package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy.FollowUp;
import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Runbook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Needs, gaps and cost of a plan. Pure: the same plan, prices, drills and moment give the same
/// answer, in whatever order the plan's file has its workloads.
///
/// @param workloads the most critical first, then by name
/// @param gaps the gravest first
/// @param accepted gaps that the plan bears, so that they are not among `gaps`
/// @param followUps what reviews of runs asked for, overdue or not, the first to end first
/// @param sawBeside whether a rule could tell where that lies which no resource names
public record PlanAssessment(
    String plan,
    Input input,
    List<WorkloadAssessment> workloads,
    PlanCost cost,
    List<Gap> gaps,
    List<AcceptedGap> accepted,
    List<FollowUp> followUps,
    boolean sawBeside) {

  /// What an assessment takes beside the plan.
  ///
  /// @param failAsOne whether one blow takes all regions of its provider
  /// @param guarded of which workloads guards keep the right to write, and are paid for
  /// @param at as of when; what was proven later is not known yet
  /// @param drills by workload; empty if nobody looked for past drills
  /// @param file of the plan, which does not know where it lies, as it can be typed
  /// @param compiles whether a run could follow a workload's move if its strategy were that one
  /// @param failover the runbook of one from the primary region; empty where none can be followed
  public record Input(
      PriceTable prices,
      RecommendationRule rule,
      boolean failAsOne,
      Predicate<Workload> guarded,
      Instant at,
      Optional<Map<String, DrillProof>> drills,
      String file,
      BiPredicate<Workload, Strategy> compiles,
      Function<Workload, Optional<Runbook>> failover) {

    private DrillProof drills(Workload workload) {
      return drills
          .flatMap(all -> Optional.ofNullable(all.get(workload.name())))
          .filter(it -> it.measured().filter(drill -> drill.newestAt().isAfter(at)).isEmpty())
          .orElse(DrillProof.NONE);
    }
  }

  public PlanAssessment {
    workloads = List.copyOf(workloads);
    gaps = List.copyOf(gaps);
    accepted = List.copyOf(accepted);
    followUps = List.copyOf(followUps);
  }

  /// Assesses a plan. Takes time in proportion to its workloads and their dependencies.
  public static PlanAssessment of(Plan plan, Input input) {
    var graph = DependencyGraph.of(plan);
    var needs = RecoveryDemand.all(graph);
    var assumptions = plan.assess().figures();
    var costs = new CostModel(input.prices(), plan.pair(), input.guarded(), assumptions.changes());
    var recovered = new HashMap<String, Duration>();
    var assessed = new ArrayList<WorkloadAssessment>();
    for (var workload : graph.neededFirst()) {
      var one =
          one(workload, graph, needs, costs, recovered, input, assumptions.yearsBetweenLosses());
      recovered.put(workload.name(), one.rto());
      assessed.add(one);
    }
    assessed.sort(
        Comparator.<WorkloadAssessment, Criticality>comparing(WorkloadAssessment::criticality)
            .thenComparing(WorkloadAssessment::name));
    var cost = PlanCost.of(assessed, assumptions.growthPerMille(), input.prices().currency());
    var all = new AssessedPlan(plan, input, cost, AssessedPeople.of(plan.people()));
    var rules = GapRule.all();
    var found =
        Stream.concat(
                PlanRule.gaps(all),
                assessed.stream()
                    .flatMap(it -> rules.stream().flatMap(rule -> rule.gap(it, all).stream())))
            .sorted(Gap.GRAVEST_FIRST)
            .toList();
    var review = GapReview.of(found, all);
    return new PlanAssessment(
        plan.name(),
        input,
        assessed,
        cost,
        review.open(),
        review.accepted(),
        plan.assess().followUps().stream().sorted(Comparator.comparing(FollowUp::until)).toList(),
        PlanRule.sawBeside(all));
  }

  private static WorkloadAssessment one(
      Workload workload,
      DependencyGraph graph,
      Map<String, RecoveryDemand> needs,
      CostModel costs,
      Map<String, Duration> recovered,
      Input input,
      int yearsBetweenLosses) {
    var drills = input.drills(workload);
    var options =
        new StrategyOptions(
            Stream.of(Strategy.values())
                .map(strategy ->
                    new StrategyOption(
                        strategy,
                        estimate(workload, strategy, drills, input),
                        costs.of(workload, strategy)))
                .toList());
    var need = Optional.ofNullable(needs.get(workload.name())).orElseThrow();
    var planned = options.of(workload.strategy()).estimate();
    var slowest =
        workload.dependsOn().stream()
            .max(
                Comparator.<String, Duration>comparing(name -> at(recovered, name))
                    .thenComparing(Comparator.reverseOrder()))
            .filter(name -> at(recovered, name).compareTo(planned.begin()) > 0);
    var rto = planned.rtoAfter(slowest.map(name -> at(recovered, name)).orElse(Duration.ZERO));
    var advice = new Recommender(workload, need, options, input.compiles()).by(input.rule());
    return new WorkloadAssessment(
        workload,
        advice,
        options,
        rto,
        slowest,
        drills,
        workload
            .impact()
            .map(impact ->
                OutageLoss.of(
                    impact,
                    rto,
                    graph.dependentsOf(workload).size(),
                    ExpectedYear.all(impact, options, yearsBetweenLosses),
                    StrategyTurn.all(impact, options, yearsBetweenLosses))),
        input
            .failover()
            .apply(workload)
            .map(it -> CriticalPath.of(it, workload, drills.spans().steps())),
        DrillCost.of(workload, input.prices()),
        new CostCutRules(workload, need, options, advice, input.prices()).all());
  }

  private static RecoveryEstimate estimate(
      Workload workload, Strategy strategy, DrillProof drills, Input input) {
    var assumed =
        StrategyEstimates.of(workload, strategy, input.compiles().test(workload, strategy));
    return drills
        .measured()
        .filter(_ -> strategy == workload.strategy())
        .map(assumed::measured)
        .orElse(assumed);
  }

  private static Duration at(Map<String, Duration> recovered, String name) {
    return Optional.ofNullable(recovered.get(name)).orElseThrow();
  }

  /// Each after all that it needs, else in the order of [#workloads].
  public List<WorkloadAssessment> neededFirst() {
    var byName = new HashMap<String, WorkloadAssessment>();
    workloads.forEach(it -> byName.put(it.name(), it));
    var waiting = new ArrayDeque<>(workloads);
    var ordered = new LinkedHashMap<String, WorkloadAssessment>();
    while (!waiting.isEmpty()) {
      var next = waiting.removeFirst();
      var missing =
          next.workload().dependsOn().stream().filter(it -> !ordered.containsKey(it)).toList();
      if (missing.isEmpty()) {
        ordered.put(next.name(), next);
      } else {
        waiting.addFirst(next);
        missing.reversed().stream().map(byName::get).forEach(waiting::addFirst);
      }
    }
    return List.copyOf(ordered.values());
  }

  /// Whether a gap is at least that grave.
  public boolean hasGap(Severity least) {
    return gaps.stream().anyMatch(it -> it.severity().compareTo(least) >= 0);
  }

  /// Whether a gap is at least that grave, and graver than it was.
  public boolean hasGap(Severity least, Baseline than) {
    return gaps.stream().anyMatch(it -> it.severity().compareTo(least) >= 0 && than.isWorse(it));
  }
}
