package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy.Figures;
import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Saving of a strategy a year against the next weaker one, beside its cost: where regions are lost
/// as rarely as the plan says, as [ExpectedYear] has it. No strategy undoes a bad write.
///
/// @param times as many losses as expected make it pay; below one it pays as they are expected.
///   Empty where it saves nothing or is no dearer; two significant digits
public record StrategyBenefit(
    Strategy strategy, BigDecimal saved, BigDecimal costsMore, Optional<BigDecimal> times) {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  /// A third digit would tell more than anybody knows.
  private static final MathContext TWO_DIGITS = new MathContext(2);

  /// Of each but the weakest. None where impact and prices are of two currencies.
  static List<StrategyBenefit> all(Impact impact, StrategyOptions options, Figures figures) {
    var savings = new ArrayList<StrategyBenefit>();
    for (var option : options.all()) {
      options
          .weakerThan(option)
          .filter(_ -> option.cost().currency().equals(impact.currency()))
          .ifPresent(weaker -> savings.add(of(impact, weaker, option, figures)));
    }
    return List.copyOf(savings);
  }

  private static StrategyBenefit of(
      Impact impact, StrategyOption weaker, StrategyOption option, Figures figures) {
    var saved =
        aYear(impact, weaker.estimate().rto(), figures)
            .subtract(aYear(impact, option.estimate().rto(), figures));
    var more = option.cost().forRecovery().subtract(weaker.cost().forRecovery()).multiply(MONTHS);
    return new StrategyBenefit(
        option.strategy(),
        saved,
        more,
        saved.signum() > 0 && more.signum() > 0
            ? Optional.of(plain(more.divide(saved, TWO_DIGITS)))
            : Optional.empty());
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static BigDecimal aYear(Impact impact, Duration out, Figures figures) {
    return ScenarioLoss.aYear(impact, out, LossScenario.REGION_LOSS.perDecade(figures));
  }
}
