package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Cost to the business of a workload that is out.
///
/// @param perOutage of one loss of the region, for as long as it is estimated to last
/// @param cascade what it takes along
/// @param years what a year costs under each strategy, without waiting for others; empty where
///   impact and prices are of two currencies
/// @param turns where another strategy would cost least a year
public record OutageLoss(
    BigDecimal perHour,
    BigDecimal perOutage,
    String currency,
    Cascade cascade,
    List<ExpectedYear> years,
    List<StrategyTurn> turns) {

  /// Others that lose with it.
  ///
  /// @param dependents how many need it directly, and stop with it
  /// @param served how many are worth less without it
  /// @param perHour what all of these lose in the first hour, as far as the plan says in the same
  ///   currency: of those that are served, their share
  public record Cascade(int dependents, int served, BigDecimal perHour) {}

  public OutageLoss {
    years = List.copyOf(years);
    turns = List.copyOf(turns);
  }

  static OutageLoss of(
      LossCurve curve,
      Duration outage,
      Cascade cascade,
      List<ExpectedYear> years,
      List<StrategyTurn> turns) {
    return new OutageLoss(
        curve.perHour(), curve.during(outage), curve.impact().currency(), cascade, years, turns);
  }

  /// The year that costs least, of several that of the weakest strategy.
  public Optional<ExpectedYear> leastYear() {
    return years.stream().min(Comparator.comparing(ExpectedYear::total));
  }
}
