package dev.lifeboat.assess;

import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether data stays where the plan lets it lie.
enum ResidencyRule implements GapRule {
  OUTSIDE(Code.LB8019) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return outside(it, all, "data", all.policy().residency().allowed(it.name()));
    }
  },
  CLASS_OUTSIDE(Code.LB8030) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload()
          .backup()
          .flatMap(BackupPolicy::kind)
          .flatMap(kind ->
              outside(
                  it, all, "data of class " + kind.word(), all.policy().residency().allowed(kind)));
    }
  };

  /// @param what lies there
  /// @param allowed where it may; empty for anywhere
  private static Optional<Found> outside(
      WorkloadAssessment it, AssessedPlan all, String what, List<String> allowed) {
    if (allowed.isEmpty() || it.workload().stores().isEmpty()) {
      return Optional.empty();
    }
    var regions = regions(it, all.plan());
    var outside = new LinkedHashMap<String, String>();
    regions.forEach(region ->
        all.policy()
            .residency()
            .outside(region, allowed)
            .ifPresent(why -> outside.put(region, why)));
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Found(
                Severity.HIGH,
                "keeps %s in %s, and may keep it only in %s; %s"
                    .formatted(
                        what,
                        String.join(", ", regions),
                        String.join(", ", allowed),
                        String.join(", ", outside.values())),
                "another region, or its place in assess.places",
                List.copyOf(outside.keySet())));
  }

  /// Those of its stores, then those of its vaults; a folder lies nowhere that a plan tells.
  private static Set<String> regions(WorkloadAssessment it, Plan plan) {
    var regions = new LinkedHashSet<>(List.of(plan.primary().name(), plan.recovery().name()));
    plan.vaultsOf(it.workload()).forEach(vault -> vault.region().ifPresent(regions::add));
    return regions;
  }

  private final Code code;

  ResidencyRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }
}
