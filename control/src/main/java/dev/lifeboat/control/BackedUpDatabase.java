package dev.lifeboat.control;

import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/// A database of a plan that is backed up.
///
/// @param policy its workload's
public record BackedUpDatabase(
    Plan plan, Workload workload, Database database, BackupPolicy policy) {

  /// Those of a workload; none where it is not backed up.
  public static List<BackedUpDatabase> of(Plan plan, Workload workload) {
    return workload.backup().stream()
        .flatMap(policy ->
            workload.resources(Database.class).stream()
                .map(it -> new BackedUpDatabase(plan, workload, it, policy)))
        .toList();
  }

  /// The workloads that are backed up: all, or one.
  ///
  /// @throws ProblemException LB9002 when there is none, LB1003 when it has another name
  public static List<Workload> workloads(PlanFile file, Optional<String> name)
      throws ProblemException {
    var plan = file.plan();
    var meant =
        name.isPresent()
            ? List.of(file.workload(name.get()))
            : List.copyOf(plan.workloads().values());
    var backedUp = meant.stream().filter(it -> !of(plan, it).isEmpty()).toList();
    if (backedUp.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB9002,
          "no database of %s is backed up"
              .formatted(
                  name.map(it -> "workload '" + it + "'")
                      .orElseGet(() -> "plan '" + plan.name() + "'")),
          "nothing was read or written",
          "declare a vault under 'vaults' and name it by 'backup: { to: NAME }' of a workload");
    }
    return backedUp;
  }

  /// What vaults call it, wherever its writer is. No name has a dot.
  public String host() {
    return String.join(".", plan.name(), workload.name(), database.name());
  }

  /// Where it is kept.
  public VaultPlace vault() {
    return place(policy.to());
  }

  /// Where each backup is copied to.
  public Optional<VaultPlace> copy() {
    return policy.copyTo().map(this::place);
  }

  private VaultPlace place(String name) {
    return Optional.ofNullable(plan.vaults().get(name)).orElseThrow();
  }
}
