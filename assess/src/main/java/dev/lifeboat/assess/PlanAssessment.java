package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy.FollowUp;
import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Runbook;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/// Needs, gaps and cost of a plan. Pure: the same plan, prices, drills and moment give the same
/// answer, in whatever order the plan's file has its workloads.
///
/// @param workloads the most critical first, then by name
/// @param gaps the gravest first
/// @param accepted gaps that the plan bears, so that they are not among `gaps`
/// @param followUps what reviews of runs asked for, overdue or not, the first to end first
/// @param sight what rules could see
public record PlanAssessment(
    String plan,
    Input input,
    List<WorkloadAssessment> workloads,
    PlanCost cost,
    List<Gap> gaps,
    List<AcceptedGap> accepted,
    List<FollowUp> followUps,
    PlanSight sight) {

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

    DrillProof drills(Workload workload) {
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
    var assumptions = plan.assess().figures();
    var byName = new WorkloadReview(plan, input).all();
    var cost = PlanCost.of(byName, assumptions.growthPerMille(), input.prices().currency());
    var all = new AssessedPlan(plan, input, cost, AssessedPeople.of(plan.people()));
    var review = GapReview.of(gaps(byName, all), all);
    var gravestFirst = new EnumMap<Criticality, List<WorkloadAssessment>>(Criticality.class);
    byName.forEach(
        it -> gravestFirst.computeIfAbsent(it.criticality(), _ -> new ArrayList<>()).add(it));
    return new PlanAssessment(
        plan.name(),
        input,
        gravestFirst.values().stream().flatMap(List::stream).toList(),
        cost,
        review.open(),
        review.accepted(),
        plan.assess().followUps().stream().sorted(Comparator.comparing(FollowUp::until)).toList(),
        PlanSight.of(all));
  }

  /// The gravest first. They are found almost in that order, so that little is left to sort.
  private static List<Gap> gaps(List<WorkloadAssessment> byName, AssessedPlan all) {
    var rules = new ArrayList<>(GapRule.all());
    rules.sort(Comparator.comparing(GapRule::code));
    var found = new EnumMap<Severity, List<Gap>>(Severity.class);
    for (var severity : Severity.values()) {
      found.put(severity, new ArrayList<>());
    }
    for (var it : byName) {
      for (var rule : rules) {
        rule.gap(it, all).ifPresent(gap -> of(found, gap.severity()).add(gap));
      }
    }
    PlanRule.gaps(all).forEach(gap -> of(found, gap.severity()).add(gap));
    var gaps = new ArrayList<Gap>();
    for (var severity : List.of(Severity.values()).reversed()) {
      of(found, severity).sort(Gap.GRAVEST_FIRST);
      gaps.addAll(of(found, severity));
    }
    return gaps;
  }

  private static List<Gap> of(Map<Severity, List<Gap>> found, Severity severity) {
    return Optional.ofNullable(found.get(severity)).orElseThrow();
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

  /// Whether a gap is at least that grave, and worse than it was.
  public boolean hasGap(Severity least, Baseline than) {
    return gaps.stream()
        .filter(it -> it.severity().compareTo(least) >= 0)
        .anyMatch(it -> than.state(it, this) != BaselineState.UNCHANGED);
  }
}
