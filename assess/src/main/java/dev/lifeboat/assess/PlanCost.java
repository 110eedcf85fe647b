package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;

/// Cost of all workloads of a plan together, as planned.
///
/// @param amount a month
/// @param inAYear a month, once what is stored has grown for a year
public record PlanCost(BigDecimal amount, BigDecimal inAYear, String currency) {
  static PlanCost of(List<WorkloadAssessment> workloads, int growthPerMille, String currency) {
    var amount = Amounts.ZERO;
    var inAYear = Amounts.ZERO;
    var growth = MonthlyCost.growth(growthPerMille);
    // Of each bill once: all workloads that are made up alike share it.
    var grown = new IdentityHashMap<MonthlyCost, BigDecimal>();
    for (var it : workloads) {
      amount = amount.add(it.planned().cost().total());
      inAYear =
          inAYear.add(grown.computeIfAbsent(it.planned().cost(), cost -> cost.inAYear(growth)));
    }
    return new PlanCost(amount, inAYear, currency);
  }
}
