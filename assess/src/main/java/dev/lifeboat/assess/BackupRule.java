package dev.lifeboat.assess;

import dev.lifeboat.plan.BackupKeep;
import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds backups that are missing, or that a vault keeps otherwise than their workload asks for.
enum BackupRule implements GapRule {
  KEPT_LONGER(Code.LB8024) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload().backup().flatMap(backup -> longer(backup, it, all));
    }
  },
  KEPT_FOR_LESS(Code.LB8033) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload()
          .backup()
          .map(BackupPolicy::kept)
          .filter(BackupKeep::isSaid)
          .filter(kept -> !kept.inForce().equals(Optional.of(kept.keep())))
          .map(kept ->
              new Found(
                  Severity.MEDIUM,
                  "is to keep backups for %s, and data of class %s stay %s"
                      .formatted(
                          SpanText.estimated(kept.keep()),
                          kept.kind().orElseThrow().word(),
                          kept.inForce()
                              .map(span -> "for " + SpanText.estimated(span))
                              .orElse("for ever")),
                  "leave out backup.keep: the class says how long; or the class, if the data are of none"));
    }
  },
  REMOVABLE(Code.LB8025) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      var databases = it.workload().resources(Database.class);
      if (it.workload().backup().isEmpty()) {
        return databases.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Found(
                    Severity.MEDIUM,
                    () ->
                        new GapWords(
                            "has no backup of %s: a bad write reaches every copy"
                                .formatted(String.join(", ", names(databases))),
                            "backup: { to: VAULT }, a bucket with retain",
                            names(databases))));
      }
      return LossScenario.isKept(it.workload(), all.plan())
          ? Optional.empty()
          : Optional.of(
              new Found(
                  Severity.MEDIUM,
                  "keeps its backups where whoever breaks in may remove them: "
                      + all.plan()
                          .vaultsOf(it.workload())
                          .map(VaultPlace::name)
                          .collect(Collectors.joining(", ")),
                  "retain in one of these that is a bucket, or copyTo one that has it",
                  names(databases)));
    }
  };

  private static List<String> names(List<Database> databases) {
    return databases.stream().map(Database::name).sorted().toList();
  }

  private static Optional<Found> longer(
      BackupPolicy backup, WorkloadAssessment it, AssessedPlan all) {
    return backup
        .kept()
        .inForce()
        .flatMap(asked -> {
          var longer =
              all.plan()
                  .vaultsOf(it.workload())
                  .filter(vault -> vault.retain().filter(of -> of.compareTo(asked) > 0).isPresent())
                  .toList();
          return longer.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Found(
                      Severity.LOW,
                      "keeps backups for %s, and vaults keep them longer: %s"
                          .formatted(
                              SpanText.estimated(asked),
                              longer.stream()
                                  .map(BackupRule::words)
                                  .collect(Collectors.joining(", "))),
                      "backup.keep as long as that, or a vault whose retain is shorter",
                      longer.stream().map(VaultPlace::name).toList()));
        });
  }

  private static String words(VaultPlace vault) {
    return "'%s' for %s".formatted(vault.name(), SpanText.estimated(vault.retain().orElseThrow()));
  }

  private final Code code;

  BackupRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }
}
