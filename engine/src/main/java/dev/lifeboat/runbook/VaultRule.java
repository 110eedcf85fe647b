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
  /// What it lacks, and what to do about it.
  record Lack(String what, String action) {}

  private static final Lack DATABASE =
      new Lack("has no database", "give it one, or use strategy pilot-light");

  private static final Lack BACKUP =
      new Lack(
          "has no 'backup'",
          "declare a vault under 'vaults' and name it by 'backup: { to: NAME }'");

  /// Empty where it lacks nothing.
  Optional<Lack> lack() {
    if (workload.resources(Database.class).isEmpty()) {
      return Optional.of(DATABASE);
    }
    if (workload.backup().isEmpty()) {
      return Optional.of(BACKUP);
    }
    return Stream.of(plan.primary(), plan.recovery())
        .map(Region::name)
        .filter(it -> places(workload.backup().get()).noneMatch(place -> place.outlives(it)))
        .findFirst()
        .map(it ->
            new Lack(
                "has no vault outside region '%s'".formatted(it),
                "name a vault elsewhere, or one more by 'copyTo'"));
  }

  /// LB2006; empty where it lacks nothing.
  Optional<Problem> refusal() {
    return lack().map(this::refused);
  }

  private Stream<VaultPlace> places(BackupPolicy policy) {
    return Stream.concat(Stream.of(policy.to()), policy.copyTo().stream())
        .flatMap(name -> Optional.ofNullable(plan.vaults().get(name)).stream());
  }

  private Problem refused(Lack lack) {
    return Problem.lasting(
        Code.LB2006,
        "workload '%s' asks for %s and %s"
            .formatted(workload.name(), workload.strategy().word(), lack.what()),
        "nothing would be left of it with its region; nothing was changed",
        lack.action());
  }
}
