package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;

/// Loss to the business by how long an outage lasts.
///
/// @param twelfths of its ordinary revenue: 12, and more in a season
record LossCurve(Impact impact, int twelfths) {
  private static final int ORDINARY = 12;
  private static final BigDecimal MILLIS_AN_HOUR = BigDecimal.valueOf(3_600_000);

  /// Of an outage in the month of a moment, by UTC.
  static LossCurve at(Instant at, Impact impact) {
    var month = Month.from(at.atZone(ZoneOffset.UTC));
    return new LossCurve(
        impact,
        impact
            .season()
            .filter(it -> it.months().contains(month))
            .map(it -> ORDINARY * it.times())
            .orElse(ORDINARY));
  }

  /// Of an outage in any month of a year, on average.
  static LossCurve ofYear(Impact impact) {
    return new LossCurve(
        impact,
        impact
            .season()
            .map(it -> ORDINARY + it.months().size() * (it.times() - 1))
            .orElse(ORDINARY));
  }

  /// In its first hour.
  BigDecimal perHour() {
    return Amounts.of(seasonal(impact.revenue().amount()));
  }

  BigDecimal during(Duration outage) {
    return between(Duration.ZERO, outage);
  }

  /// What one outage costs more than a shorter one.
  BigDecimal between(Duration shorter, Duration longer) {
    var hours = hourly(longer).subtract(hourly(shorter));
    return Amounts.of(seasonal(hours).divide(MILLIS_AN_HOUR, 2, RoundingMode.HALF_UP))
        .add(Amounts.of(owed(longer).subtract(owed(shorter))));
  }

  /// Revenue of an hour times milliseconds, so that nothing is rounded yet.
  private BigDecimal hourly(Duration outage) {
    var sum = BigDecimal.ZERO;
    var from = Duration.ZERO;
    var perHour = impact.revenue().amount();
    for (var step : impact.steps()) {
      if (step.after().compareTo(outage) >= 0) {
        break;
      }
      sum = sum.add(times(perHour, step.after().minus(from)));
      from = step.after();
      perHour = step.perHour();
    }
    return sum.add(times(perHour, outage.minus(from)));
  }

  private BigDecimal owed(Duration outage) {
    var sum = BigDecimal.ZERO;
    for (var penalty : impact.penalties()) {
      if (penalty.after().compareTo(outage) < 0) {
        sum = sum.add(penalty.amount());
      }
    }
    return sum;
  }

  private static BigDecimal times(BigDecimal perHour, Duration span) {
    return perHour.multiply(BigDecimal.valueOf(span.toMillis()));
  }

  private BigDecimal seasonal(BigDecimal ordinary) {
    return twelfths == ORDINARY
        ? ordinary
        : ordinary
            .multiply(BigDecimal.valueOf(twelfths))
            .divide(BigDecimal.valueOf(ORDINARY), 6, RoundingMode.HALF_UP);
  }
}
