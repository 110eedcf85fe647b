package dev.lifeboat.assess;

import dev.lifeboat.plan.DrillRhythm.Kind;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Cost of drills of the whole region, as often as the plan's calendar asks for one: of the
/// instances that they add to what stands there anyway.
///
/// @param aYear how many; two significant digits
/// @param amount a month, on average
public record DrillCost(BigDecimal aYear, BigDecimal amount) {
  /// What a drill of a whole region runs for, its return home included.
  private static final BigDecimal HOURS = BigDecimal.valueOf(2);

  private static final BigDecimal YEAR_SECONDS = BigDecimal.valueOf(365 * 86_400L);

  private static final MathContext TWO_DIGITS = new MathContext(2);

  private static final BigDecimal HOURS_A_YEAR = BigDecimal.valueOf(730 * 12L);

  static DrillCost of(Workload workload, PriceTable prices) {
    int added = 0;
    for (var service : workload.resources(Service.class)) {
      added += added(workload.strategy(), service.instances());
    }
    var drills = aYear(workload);
    return new DrillCost(
        drills,
        prices
            .of(PricedItem.SERVICE_INSTANCE)
            .recovery()
            .multiply(BigDecimal.valueOf(added))
            .multiply(HOURS)
            .multiply(drills)
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

  /// As `lifeboat drills` counts them.
  private static BigDecimal aYear(Workload workload) {
    var every = BigDecimal.valueOf(workload.turn(Kind.FULL).every().toSeconds());
    var drills = YEAR_SECONDS.divide(every, TWO_DIGITS).stripTrailingZeros();
    return drills.scale() < 0 ? drills.setScale(0) : drills;
  }
}
