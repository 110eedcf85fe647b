package dev.lifeboat.assess;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Runbook;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// Plans of tests, and their assessments at one moment by the shipped prices.
final class AssessedPlans {
  static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");

  /// As where databases are restored from vaults.
  static final BiPredicate<Workload, Strategy> COMPILES =
      (workload, strategy) ->
          switch (strategy) {
            case WARM_STANDBY, PILOT_LIGHT -> true;
            case BACKUP_AND_RESTORE -> workload.backup().isPresent();
            case ACTIVE_ACTIVE -> false;
          };

  /// What nobody can remove for a time.
  private static final String VAULT = "\nvaults: { kept: { url: 's3://safe/p', retain: 30d } }\n";

  private AssessedPlans() {}

  /// A plan of a lab with these workloads, written from the first column on.
  static Plan plan(String workloads) {
    return plan(workloads, "assess: {}");
  }

  /// The same with another key of the plan.
  static Plan plan(String workloads, String key) {
    var text =
        """
        plan: sample
        regions: { east: {}, west: {} }
        workloads:
        %s
        %s
        """
            .formatted(workloads.indent(2), key.contains("vaults:") ? key : key + VAULT);
    return switch (PlanReader.OF_ANY_PROVIDER.read("plan.yaml", text)) {
      case PlanResult.Valid(var plan) -> plan;
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes() + "\n" + text);
    };
  }

  /// One workload, named `shop`, with a database, a service and a way in.
  static String shop(String keys) {
    return workload("shop", keys);
  }

  static String workload(String name, String keys) {
    return """
    %s:
      %s
      resources:
        %s-db: { type: database }
        %s-web: { type: service, run: [serve] }
        %s-entry: { type: traffic, to: %s-web }
    """
        .formatted(name, keys.replace("\n", "\n  "), name, name, name, name);
  }

  static PlanAssessment assess(Plan plan) {
    return assess(plan, RecommendationRule.DEFAULT);
  }

  static PlanAssessment assess(Plan plan, RecommendationRule rule) {
    return assess(plan, rule, true);
  }

  /// As where regions fail apart.
  static PlanAssessment apart(Plan plan) {
    return assess(plan, RecommendationRule.DEFAULT, false);
  }

  private static PlanAssessment assess(Plan plan, RecommendationRule rule, boolean failAsOne) {
    return PlanAssessment.of(
        plan,
        new PlanAssessment.Input(
            PriceTableFile.shipped(),
            rule,
            failAsOne,
            _ -> false,
            AT,
            Optional.empty(),
            "plan.yaml",
            COMPILES,
            _ -> Optional.empty()));
  }

  /// With what drills measured that passed.
  static PlanAssessment assess(Plan plan, Map<String, MeasuredRecovery> drills) {
    var standings = new TreeMap<String, DrillProof>();
    drills.forEach((name, measured) ->
        standings.put(
            name,
            new DrillProof(
                Optional.of(measured),
                Optional.empty(),
                Optional.of("run-" + name),
                PastSpans.NONE,
                Optional.empty())));
    return assessed(plan, standings);
  }

  static PlanAssessment assessed(Plan plan, Map<String, DrillProof> drills) {
    return assessed(plan, drills, _ -> Optional.empty());
  }

  static PlanAssessment assessed(
      Plan plan, Map<String, DrillProof> drills, Function<Workload, Optional<Runbook>> failover) {
    return PlanAssessment.of(
        plan,
        new PlanAssessment.Input(
            PriceTableFile.shipped(),
            RecommendationRule.DEFAULT,
            true,
            _ -> false,
            AT,
            Optional.of(drills),
            "plan.yaml",
            COMPILES,
            failover));
  }

  /// The only workload.
  static WorkloadAssessment only(PlanAssessment assessment) {
    return assessment.workloads().getFirst();
  }
}
