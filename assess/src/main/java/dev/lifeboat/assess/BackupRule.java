package dev.lifeboat.assess;

import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds backups that a vault keeps otherwise than their workload asks for.
enum BackupRule implements GapRule {
  KEPT_LONGER(Code.LB8024) {
    @Override
    Optional<Found> look(BackupPolicy backup, AssessedPlan all) {
      var longer =
          VaultsOfBackup.of(backup, all.plan()).stream()
              .filter(it -> it.retain().filter(of -> of.compareTo(backup.keep()) > 0).isPresent())
              .map(it ->
                  "'%s' for %s".formatted(it.name(), SpanText.estimated(it.retain().orElseThrow())))
              .collect(Collectors.joining(", "));
      return longer.isEmpty() || backup.kind().isPresent()
          ? Optional.empty()
          : Optional.of(
              new Found(
                  Severity.LOW,
                  "keeps backups for %s, and vaults keep them longer: %s"
                      .formatted(SpanText.estimated(backup.keep()), longer),
                  "backup.keep as long as that, or a vault whose retain is shorter"));
    }
  },
  REMOVABLE(Code.LB8025) {
    @Override
    Optional<Found> look(BackupPolicy backup, AssessedPlan all) {
      return LossScenario.isKept(backup, all.plan())
          ? Optional.empty()
          : Optional.of(
              new Found(
                  Severity.MEDIUM,
                  "keeps its backups where whoever breaks in may remove them: "
                      + VaultsOfBackup.of(backup, all.plan()).stream()
                          .map(VaultPlace::name)
                          .collect(Collectors.joining(", ")),
                  "retain in one of these vaults, or copyTo one that has it"));
    }
  };

  private final Code code;

  BackupRule(Code code) {
    this.code = code;
  }

  abstract Optional<Found> look(BackupPolicy backup, AssessedPlan all);

  @Override
  public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
    return it.workload().backup().flatMap(backup -> look(backup, all));
  }

  @Override
  public Code code() {
    return code;
  }
}
