package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cost of a year under one strategy, where a region is lost as rarely as the plan says.
///
/// @param loss what outages cost the business, on average over many years
/// @param recovery what the ability to recover costs
/// @param breakEvenYears a region must be lost more often than that for it to pay more than the
///   next weaker strategy; empty where it is no faster, or no dearer; two significant digits
public record ExpectedYear(
    Strategy strategy, BigDecimal loss, BigDecimal recovery, Optional<BigDecimal> breakEvenYears) {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  /// Of each strategy, from least to most. None where impact and prices are of two currencies.
  static List<ExpectedYear> all(Impact impact, StrategyOptions options, int yearsBetweenLosses) {
    var years = new ArrayList<ExpectedYear>();
    for (var option : options.all()) {
      if (option.cost().currency().equals(impact.currency())) {
        years.add(
            new ExpectedYear(
                option.strategy(),
                outage(option, impact)
                    .divide(BigDecimal.valueOf(yearsBetweenLosses), 2, RoundingMode.HALF_UP),
                option.cost().forRecovery().multiply(MONTHS),
                options
                    .weakerThan(option)
                    .flatMap(it -> BreakEven.of(it, option, impact))
                    .map(BreakEven::years)));
      }
    }
    return List.copyOf(years);
  }

  public BigDecimal total() {
    return loss.add(recovery);
  }

  private static BigDecimal outage(StrategyOption option, Impact impact) {
    return LossCurve.ofYear(impact).during(option.estimate().rto());
  }
}
