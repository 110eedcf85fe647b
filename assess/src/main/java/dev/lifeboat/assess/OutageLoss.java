package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import java.math.BigDecimal;
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

  static OutageLoss of(WorkloadAssessment it, Impact impact) {
    var curve = LossCurve.at(it.input().at(), impact);
    var options = it.options().outAtLeast(it.advice().by().thirdParties());
    int rarely = it.figures().yearsBetweenLosses();
    return new OutageLoss(
        curve.perHour(),
        curve.during(it.rto()),
        impact.currency(),
        ExpectedYear.all(impact, options, rarely),
        StrategyTurn.all(impact, options, rarely));
  }

  /// The year that costs least, of several that of the weakest strategy.
  public Optional<ExpectedYear> leastYear() {
    return years.stream().min(Comparator.comparing(ExpectedYear::total));
  }
}
