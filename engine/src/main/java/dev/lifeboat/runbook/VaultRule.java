package dev.lifeboat.runbook;

import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/// Demand that a workload which has nothing but backups elsewhere has them in a vault that outlives
/// each region in which its writer may be.
record VaultRule(Plan plan, Workload workload) {
  /// LB2006; empty where it has.
  Optional<Problem> refusal() {
    if (workload.resources(Database.class).isEmpty()) {
      return refused("has no database", "give it one, or use strategy pilot-light");
    }
    if (workload.backup().isEmpty()) {
      return refused(
          "has no 'backup'",
          "declare a vault under 'vaults' and name it by 'backup: { to: NAME }'");
    }
    return Stream.of(plan.primary(), plan.recovery())
        .map(Region::name)
        .filter(it -> places(workload.backup().get()).noneMatch(place -> place.outlives(it)))
        .findFirst()
        .flatMap(it ->
            refused(
                "has no vault outside region '%s'".formatted(it),
                "name a vault elsewhere, or one more by 'copyTo'"));
  }

  private Stream<VaultPlace> places(BackupPolicy policy) {
    return Stream.concat(Stream.of(policy.to()), policy.copyTo().stream())
        .flatMap(name -> Optional.ofNullable(plan.vaults().get(name)).stream());
  }

  private Optional<Problem> refused(String what, String action) {
    return Optional.of(
        Problem.lasting(
            Code.LB2006,
            "workload '%s' asks for %s and %s"
                .formatted(workload.name(), workload.strategy().word(), what),
            "nothing would be left of it with its region; nothing was changed",
            action));
  }
}
