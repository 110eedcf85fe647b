package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.util.List;

/// What a workload costs a month.
///
/// @param primary by item, those of which there are none left out
/// @param recovery the same of the recovery region: what the ability to recover costs
public record MonthlyCost(List<CostLine> primary, List<CostLine> recovery, String currency) {
  public MonthlyCost {
    primary = List.copyOf(primary);
    recovery = List.copyOf(recovery);
  }

  public BigDecimal total() {
    return sum(primary).add(forRecovery());
  }

  public BigDecimal forRecovery() {
    return sum(recovery);
  }

  private static BigDecimal sum(List<CostLine> lines) {
    return lines.stream().map(CostLine::amount).reduce(Amounts.ZERO, BigDecimal::add);
  }
}
