package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import java.math.BigDecimal;
import java.time.Duration;

/// What it costs the business that a workload is out.
///
/// @param perOutage of one loss of the region, for as long as it is estimated to last
/// @param dependents how many others need it directly, and stop with it
public record OutageLoss(
    BigDecimal perHour, BigDecimal perOutage, String currency, int dependents) {

  static OutageLoss of(Impact impact, Duration outage, int dependents) {
    return new OutageLoss(
        Amounts.of(impact.revenuePerHour()),
        Amounts.during(outage, impact.revenuePerHour()),
        impact.currency(),
        dependents);
  }
}
