package dev.lifeboat.assess;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether data stays where the plan lets it lie.
enum ResidencyRule implements GapRule {
  OUTSIDE(Code.LB8019) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      var allowed = Optional.ofNullable(all.policy().residency().get(it.name())).orElse(List.of());
      if (allowed.isEmpty() || it.workload().stores().isEmpty()) {
        return Optional.empty();
      }
      var outside = new LinkedHashSet<String>();
      for (var region : regions(it, all.plan())) {
        var place = Optional.ofNullable(all.policy().places().get(region));
        if (place.filter(allowed::contains).isEmpty()) {
          outside.add(
              place
                  .map(where -> "'%s' lies in %s".formatted(region, where))
                  .orElse("where '%s' lies is not told".formatted(region)));
        }
      }
      return outside.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Found(
                  Severity.HIGH,
                  "keeps data in %s, and may keep it only in %s; %s"
                      .formatted(
                          String.join(", ", regions(it, all.plan())),
                          String.join(", ", allowed),
                          String.join(", ", outside)),
                  "another region, or its place in assess.places"));
    }
  };

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
