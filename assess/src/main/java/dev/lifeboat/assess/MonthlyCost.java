package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

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

  /// The total of a month in a year, where what is stored grows by so much each month.
  public BigDecimal inAYear(int growthPerMille) {
    var factor =
        BigDecimal.ONE.add(BigDecimal.valueOf(growthPerMille, PER_MILLE)).pow(MONTHS_A_YEAR);
    return Amounts.of(
        Stream.concat(primary.stream(), recovery.stream())
            .map(it -> it.item().grows() ? it.amount().multiply(factor) : it.amount())
            .reduce(Amounts.ZERO, BigDecimal::add));
  }

  private static BigDecimal sum(List<CostLine> lines) {
    return lines.stream().map(CostLine::amount).reduce(Amounts.ZERO, BigDecimal::add);
  }
}
