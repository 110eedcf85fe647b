package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy.Figures;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// Disasters that cost a business something, each as often as a plan says, else as rarely as its
/// key's default. These are figures for planning: nobody counts them for all.
public enum LossScenario implements WordedChoice {
  /// Users are out until the other region serves them.
  REGION_LOSS(""),
  /// The same: a plan has regions and knows no zone. One that is healed in place costs less.
  ZONE_LOSS("zoneLoss"),
  /// A bad write, which every copy follows: what is in a vault is restored.
  DATA_CORRUPTION("dataCorruption"),
  /// What can be removed is gone; the rest is restored to where nobody has broken in.
  RANSOMWARE("ransomware"),
  /// A release that is taken back, in whatever region.
  BAD_DEPLOY("badDeploy");

  /// Who broke in is found and shut out before anything is restored.
  static final Duration CLEANED = Duration.ofDays(1);

  private static final BigDecimal DECADE = BigDecimal.TEN;

  private final String key;

  LossScenario(String key) {
    this.key = key;
  }

  /// How often in ten years.
  BigDecimal perDecade(Figures figures) {
    return this == REGION_LOSS
        ? DECADE.divide(BigDecimal.valueOf(figures.yearsBetweenLosses()), MathContext.DECIMAL64)
        : BigDecimal.valueOf(Objects.requireNonNull(figures.perDecade().get(key)));
  }

  /// How long users are out; empty where nothing that the plan has brings them back.
  ///
  /// @param failover how long the strategy keeps them out
  Optional<Duration> outage(Workload workload, Plan plan, Duration failover) {
    return switch (this) {
      case REGION_LOSS, ZONE_LOSS -> Optional.of(failover);
      case BAD_DEPLOY -> Optional.of(StrategyEstimates.NOTICED.plus(StrategyEstimates.STARTED));
      case DATA_CORRUPTION ->
          workload.stores().isEmpty()
              ? Optional.of(Duration.ZERO)
              : Optional.of(StrategyEstimates.NOTICED.plus(restored(workload, plan)))
                  .filter(_ -> isRestored(workload));
      case RANSOMWARE ->
          workload.stores().isEmpty() || (isRestored(workload) && isKept(workload, plan))
              ? Optional.of(CLEANED.plus(restored(workload, plan)))
              : Optional.empty();
    };
  }

  private static Duration restored(Workload workload, Plan plan) {
    return StrategyEstimates.restored(workload, true, WriteRate.of(plan, workload));
  }

  /// Whether a vault has what nobody can remove for a time.
  static boolean isKept(Workload workload, Plan plan) {
    return plan.vaultsOf(workload).anyMatch(VaultPlace::isKept);
  }

  /// Whether a run brings back what every copy lost. That of another strategy restores nothing, and
  /// no vault has a bucket.
  private static boolean isRestored(Workload workload) {
    return workload.strategy() == Strategy.BACKUP_AND_RESTORE
        && workload.backup().isPresent()
        && workload.resources(Bucket.class).isEmpty();
  }
}
