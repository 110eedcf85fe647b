package dev.lifeboat.assess;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds backups that are missing, or that a vault keeps otherwise than their workload asks for.
enum BackupRule implements GapRule {
  KEPT_LONGER(Code.LB8024) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload()
          .backup()
          .filter(backup -> backup.kind().isEmpty())
          .flatMap(backup -> {
            var longer =
                all.plan()
                    .vaultsOf(it.workload())
                    .filter(vault ->
                        vault.retain().filter(of -> of.compareTo(backup.keep()) > 0).isPresent())
                    .map(vault ->
                        "'%s' for %s"
                            .formatted(
                                vault.name(), SpanText.estimated(vault.retain().orElseThrow())))
                    .collect(Collectors.joining(", "));
            return longer.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new Found(
                        Severity.LOW,
                        "keeps backups for %s, and vaults keep them longer: %s"
                            .formatted(SpanText.estimated(backup.keep()), longer),
                        "backup.keep as long as that, or a vault whose retain is shorter"));
          });
    }
  },
  REMOVABLE(Code.LB8025) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      var databases =
          it.workload().resources(Database.class).stream()
              .map(Database::name)
              .sorted()
              .collect(Collectors.joining(", "));
      if (it.workload().backup().isEmpty()) {
        return databases.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Found(
                    Severity.MEDIUM,
                    "has no backup of %s: a bad write reaches every copy".formatted(databases),
                    "backup: { to: VAULT }, a bucket with retain"));
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
                  "retain in one of these that is a bucket, or copyTo one that has it"));
    }
  };

  private final Code code;

  BackupRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }
}
