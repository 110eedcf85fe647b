package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.math.MathContext;

/// A strategy by what one outage costs, and what a year of being able to recover.
record StrategyLine(Strategy strategy, BigDecimal outage, BigDecimal recovery) {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  /// A third digit would tell more than anybody knows.
  private static final MathContext TWO_DIGITS = new MathContext(2);

  static StrategyLine of(StrategyOption option, Impact impact) {
    return new StrategyLine(
        option.strategy(),
        LossCurve.ofYear(impact).during(option.estimate().rto()),
        option.cost().forRecovery().multiply(MONTHS));
  }

  /// Of so many years with one outage.
  BigDecimal cost(int years) {
    return outage.add(recovery.multiply(BigDecimal.valueOf(years)));
  }

  /// Years between losses at which this costs as much as another, which must be parted from it by
  /// both figures.
  BigDecimal even(StrategyLine other) {
    var years = outage.subtract(other.outage).divide(other.recovery.subtract(recovery), TWO_DIGITS);
    return years.scale() < 0 ? years.setScale(0) : years;
  }
}
