package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Cost to the business of a workload that is out.
///
/// @param perOutage of one loss of the region, for as long as it is estimated to last
/// @param years what a year costs under each strategy, without waiting for others; empty where
///   impact and prices are of two currencies
/// @param turns where another strategy would cost least a year
public record OutageLoss(
    BigDecimal perHour,
    BigDecimal perOutage,
    String currency,
    List<ExpectedYear> years,
    List<StrategyTurn> turns) {

  public OutageLoss {
    years = List.copyOf(years);
    turns = List.copyOf(turns);
  }

  static OutageLoss of(
      LossCurve curve, Duration outage, List<ExpectedYear> years, List<StrategyTurn> turns) {
    return new OutageLoss(
        curve.perHour(), curve.during(outage), curve.impact().currency(), years, turns);
  }

  /// The year that costs least, of several that of the weakest strategy.
  public Optional<ExpectedYear> leastYear() {
    return years.stream().min(Comparator.comparing(ExpectedYear::total));
  }
}
