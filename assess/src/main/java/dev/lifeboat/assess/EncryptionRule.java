package dev.lifeboat.assess;

import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.problem.Code;
import java.util.List;
import java.util.Optional;

/// Finds data of a class whose encryption nobody can show. Backups are not asked for: a vault takes
/// none that is not encrypted.
enum EncryptionRule implements GapRule {
  KEY_NOT_TOLD(Code.LB8027) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload()
          .backup()
          .flatMap(BackupPolicy::kind)
          .flatMap(kind -> {
            var without = without(it, all);
            return without.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new Found(
                        Severity.MEDIUM,
                        "holds data of class %s, and no key is named that encrypts %s"
                            .formatted(kind.word(), String.join(", ", without)),
                        "the day on which each got its key, in assess.keys",
                        without));
          });
    }
  };

  private static List<String> without(WorkloadAssessment it, AssessedPlan all) {
    return it.workload().stores().stream()
        .map(Resource::name)
        .filter(name -> !all.policy().keys().containsKey(name))
        .sorted()
        .toList();
  }

  private final Code code;

  EncryptionRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }
}
