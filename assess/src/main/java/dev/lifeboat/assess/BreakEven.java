package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/// Rate of lost regions at which a stronger strategy pays.
///
/// @param saved what it saves an outage
/// @param aYear what it costs more
record BreakEven(BigDecimal saved, BigDecimal aYear) {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  /// Both are estimates: a third digit would tell more than anybody knows.
  private static final MathContext TWO_DIGITS = new MathContext(2);

  /// Empty where it saves nothing or is no dearer, or impact and prices are of two currencies.
  static Optional<BreakEven> of(StrategyOption weaker, StrategyOption stronger, Impact impact) {
    var shorter = stronger.estimate().rto();
    var longer = weaker.estimate().rto();
    var dearer = stronger.cost().total().subtract(weaker.cost().total());
    if (!impact.currency().equals(stronger.cost().currency())
        || shorter.compareTo(longer) >= 0
        || dearer.signum() <= 0) {
      return Optional.empty();
    }
    var saved = LossCurve.ofYear(impact).between(shorter, longer);
    return saved.signum() > 0
        ? Optional.of(new BreakEven(saved, dearer.multiply(MONTHS)))
        : Optional.empty();
  }

  /// Years between two losses.
  BigDecimal years() {
    return plain(saved.divide(aYear, TWO_DIGITS));
  }

  /// Such as `every 1.4 years`, or below one `2.8 times a year`.
  String words() {
    return saved.compareTo(aYear) >= 0
        ? "every %s years".formatted(years().toPlainString())
        : "%s times a year".formatted(plain(aYear.divide(saved, TWO_DIGITS)).toPlainString());
  }

  /// Without an exponent.
  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
