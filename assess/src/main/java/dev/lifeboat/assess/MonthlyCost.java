package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.util.List;

/// Cost of a workload a month.
///
/// @param primary by item, those of which there are none left out
/// @param recovery the same of the recovery region: what the ability to recover costs
public record MonthlyCost(List<CostLine> primary, List<CostLine> recovery, String currency) {
  private static final int MONTHS_A_YEAR = 12;

  /// Digits behind the point.
  private static final int PER_MILLE = 3;

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

  /// How many times what it was something is after a year of such growth.
  static BigDecimal growth(int perMilleAMonth) {
    return BigDecimal.ONE.add(BigDecimal.valueOf(perMilleAMonth, PER_MILLE)).pow(MONTHS_A_YEAR);
  }

  /// The total of a month in a year.
  ///
  /// @param growth of a year
  BigDecimal inAYear(BigDecimal growth) {
    return Amounts.of(grown(primary, growth).add(grown(recovery, growth)));
  }

  private static BigDecimal grown(List<CostLine> lines, BigDecimal growth) {
    var sum = Amounts.ZERO;
    for (var it : lines) {
      sum = sum.add(it.item().grows() ? it.amount().multiply(growth) : it.amount());
    }
    return sum;
  }

  private static BigDecimal sum(List<CostLine> lines) {
    var sum = Amounts.ZERO;
    for (var line : lines) {
      sum = sum.add(line.amount());
    }
    return sum;
  }
}
