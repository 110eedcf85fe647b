package dev.lifeboat.control;

import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /// Why nothing is kept of the databases of a plan, wherever it says so: LB1005 where nobody can
  /// read them there.
  static Optional<Problem> refusal(Plan plan, ProviderKind kind) {
    return kind.keepsBackups()
        ? Optional.empty()
        : Optional.of(
            Problem.lasting(
                Code.LB1005,
                "the databases of plan '%s' are on %s, whose backups Lifeboat does not keep yet"
                    .formatted(plan.name(), kind.title()),
                "nothing was read or written",
                "keep them by the provider's own means, and take 'backup' out of the plan"));
  }

  /// Why nothing of a workload may be kept in some of its vaults: they lie outside its residency,
  /// or that of its class of data.
  static List<Problem> unlawful(Plan plan, Workload workload) {
    return plan.vaultsOf(workload).flatMap(it -> unlawful(plan, workload, it).stream()).toList();
  }

  /// A folder lies nowhere that a plan tells.
  private static Optional<Problem> unlawful(Plan plan, Workload workload, VaultPlace vault) {
    var residency = plan.assess().residency();
    return vault.region().stream()
        .flatMap(region ->
            Stream.concat(
                    Stream.of(residency.allowed(workload.name())),
                    workload.backup().flatMap(BackupPolicy::kind).stream().map(residency::allowed))
                .flatMap(allowed ->
                    residency.outside(region, allowed).stream()
                        .map(why ->
                            Problem.lasting(
                                Code.LB9009,
                                "data of '%s' may lie only in %s, and of vault '%s' %s"
                                    .formatted(
                                        workload.name(),
                                        String.join(", ", allowed),
                                        vault.name(),
                                        why),
                                "nothing of it was written there",
                                "name another vault, or its place in assess.places"))))
        .findFirst();
  }

  /// @throws ProblemException LB9009 where nothing of it may be written there
  void requireLawful(VaultPlace vault) throws ProblemException {
    var unlawful = unlawful(plan, workload, vault);
    if (unlawful.isPresent()) {
      throw unlawful.get().asException();
    }
  }

  /// The workloads that are backed up: all, or one.
  ///
  /// @throws ProblemException LB9002 when there is none, LB1003 when it has another name, LB1005
  ///   when nobody can read their databases
  public static List<Workload> workloads(PlanFile file, ProviderKind kind, Optional<String> name)
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
    var refused = refusal(plan, kind);
    if (refused.isPresent()) {
      throw refused.get().asException();
    }
    return backedUp;
  }

  /// Whether people mean it by that name, in its workload or over the plan.
  public boolean isCalled(String said) {
    return workload.called(said).filter(database.name()::equals).isPresent();
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

  /// Where it is kept, then where each backup is copied to.
  public List<VaultPlace> vaults() {
    return Stream.concat(Stream.of(vault()), copy().stream()).toList();
  }

  /// Those that are not lost with the writer in `region`.
  List<VaultPlace> vaultsOutside(String region) {
    return vaults().stream().filter(it -> it.outlives(region)).toList();
  }

  private VaultPlace place(String name) {
    return Optional.ofNullable(plan.vaults().get(name)).orElseThrow();
  }
}
