package dev.lifeboat.assess;

import dev.lifeboat.plan.DrillRhythm.Kind;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Cost of drills of the whole region, as often as the plan's calendar asks for one: of the
/// instances that they add to what stands there anyway.
///
/// @param amount a month, on average
public record DrillCost(int aYear, BigDecimal amount) {
  /// What a drill of a whole region runs for, its return home included.
  private static final BigDecimal HOURS = BigDecimal.valueOf(2);

  private static final int DAYS_A_YEAR = 365;

  private static final BigDecimal HOURS_A_YEAR = BigDecimal.valueOf(730 * 12L);

  static DrillCost of(Workload workload, PriceTable prices) {
    int added = 0;
    for (var service : workload.resources(Service.class)) {
      added += added(workload.strategy(), service.instances());
    }
    int drills = aYear(workload);
    return new DrillCost(
        drills,
        prices
            .of(PricedItem.SERVICE_INSTANCE)
            .recovery()
            .multiply(BigDecimal.valueOf(added))
            .multiply(HOURS)
            .multiply(BigDecimal.valueOf(drills))
            .divide(HOURS_A_YEAR, 2, RoundingMode.HALF_UP));
  }

  /// Of two active regions each could bear all users as it stands.
  private static int added(Strategy strategy, Service.Instances instances) {
    return switch (strategy) {
      case BACKUP_AND_RESTORE, PILOT_LIGHT -> instances.serving();
      case WARM_STANDBY -> Math.max(0, instances.serving() - Math.max(1, instances.standby()));
      case ACTIVE_ACTIVE -> 0;
    };
  }

  /// As `lifeboat drills` counts them; once at least.
  private static int aYear(Workload workload) {
    long days = Math.max(1, workload.turn(Kind.FULL).every().toDays());
    return Math.max(1, (int) Math.round(DAYS_A_YEAR / (double) days));
  }
}
