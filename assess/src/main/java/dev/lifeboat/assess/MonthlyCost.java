package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.util.List;

/// Cost of a workload a month. Its sums are made once: all workloads that are made up alike share
/// it, and each asks for them some twenty times.
public final class MonthlyCost {
  private static final int MONTHS_A_YEAR = 12;

  /// Digits behind the point.
  private static final int PER_MILLE = 3;

  private final List<CostLine> primary;
  private final List<CostLine> recovery;
  private final String currency;
  private final BigDecimal forRecovery;
  private final BigDecimal total;

  MonthlyCost(List<CostLine> primary, List<CostLine> recovery, String currency) {
    this.primary = List.copyOf(primary);
    this.recovery = List.copyOf(recovery);
    this.currency = currency;
    this.forRecovery = sum(recovery);
    this.total = sum(primary).add(forRecovery);
  }

  /// By item, those of which there are none left out.
  public List<CostLine> primary() {
    return primary;
  }

  /// The same of the recovery region: what the ability to recover costs.
  public List<CostLine> recovery() {
    return recovery;
  }

  public String currency() {
    return currency;
  }

  public BigDecimal total() {
    return total;
  }

  public BigDecimal forRecovery() {
    return forRecovery;
  }

  @Override
  public String toString() {
    return "MonthlyCost[%s, %s, %s]".formatted(primary, recovery, currency);
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

  /// The same where being able to recover costs so many times as much.
  MonthlyCost recovering(BigDecimal times) {
    return new MonthlyCost(
        primary,
        recovery.stream()
            .map(it ->
                new CostLine(
                    it.item(), it.region(), it.count(), Amounts.of(it.amount().multiply(times))))
            .toList(),
        currency);
  }

  private static BigDecimal sum(List<CostLine> lines) {
    var sum = Amounts.ZERO;
    for (var line : lines) {
      sum = sum.add(line.amount());
    }
    return sum;
  }
}
