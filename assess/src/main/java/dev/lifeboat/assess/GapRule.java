package dev.lifeboat.assess;

import dev.lifeboat.problem.Code;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One way in which a workload falls short. Each looks for one thing and knows nothing of others.
sealed interface GapRule
    permits ObjectiveRule,
        DependencyRule,
        PreparationRule,
        BackupRule,
        ResidencyRule,
        EncryptionRule,
        AvailabilityRule {

  /// Every rule there is.
  static List<GapRule> all() {
    return Stream.of(
            ObjectiveRule.values(),
            DependencyRule.values(),
            PreparationRule.values(),
            BackupRule.values(),
            ResidencyRule.values(),
            EncryptionRule.values(),
            AvailabilityRule.values())
        .flatMap(Stream::<GapRule>of)
        .toList();
  }

  Code code();

  /// What it finds; empty if nothing.
  Optional<Found> look(WorkloadAssessment assessed, AssessedPlan all);

  /// What one rule found.
  ///
  /// @param words made when they are asked for
  record Found(Severity severity, Supplier<GapWords> words) {
    /// Of what few workloads of a portfolio have.
    Found(Severity severity, String message, String fix) {
      this(severity, message, fix, List.of());
    }

    /// The same of what may be of several.
    Found(Severity severity, String message, String fix, List<String> names) {
      var words = new GapWords(message, fix, names);
      this(severity, () -> words);
    }
  }

  /// The same as people are shown it.
  default Optional<Gap> gap(WorkloadAssessment assessed, AssessedPlan all) {
    return look(assessed, all)
        .map(it -> new Gap(code(), it.severity(), assessed.name(), it.words()));
  }
}
