package dev.lifeboat.assess;

import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Ways to spend less that leave the objectives as they are: the right size, a schedule, what is
/// reserved, and spot instances for drills.
///
/// @param need what the workload must achieve, also for others
record CostCutRules(
    Workload workload,
    RecoveryDemand need,
    StrategyOptions options,
    Strategy advised,
    PriceTable prices) {
  /// Five days of twelve hours, of a week's 168.
  private static final BigDecimal OFF_HOURS = BigDecimal.valueOf(108);

  private static final BigDecimal WEEK = BigDecimal.valueOf(168);

  static CostCutRules of(WorkloadAssessment it) {
    return new CostCutRules(
        it.workload(),
        it.advice().by().need(),
        it.options(),
        it.advice().strategy(),
        it.input().prices());
  }

  /// The most first.
  ///
  /// @param drills what they cost as they are
  List<CostCut> all(DrillCost drills) {
    var cuts = new ArrayList<CostCut>();
    add(cuts, strategy(), () -> "right size: strategy " + advised.word() + " is enough");
    add(
        cuts,
        standbys(),
        () -> "right size: one standby of each service; a failover adds the others");
    add(
        cuts,
        nights(),
        () ->
            "schedule: standbys run 12 h on workdays; else they start within "
                + SpanText.estimated(StrategyEstimates.STARTED)
                + ", and the RTO leaves that time");
    add(cuts, reserved(), () -> "reserved: databases and instances that always run, for a year");
    add(
        cuts,
        Amounts.of(drills.amount().multiply(prices.spot())),
        () -> "spot: instances that only drills add, " + drills.aYear() + " drills a year");
    cuts.sort((one, other) -> other.amount().compareTo(one.amount()));
    return cuts;
  }

  private static void add(List<CostCut> cuts, BigDecimal amount, Supplier<String> how) {
    if (amount.signum() > 0) {
      cuts.add(new CostCut(amount, how.get()));
    }
  }

  private BigDecimal strategy() {
    return advised.compareTo(workload.strategy()) < 0
        ? options
            .of(workload.strategy())
            .cost()
            .total()
            .subtract(options.of(advised).cost().total())
        : Amounts.ZERO;
  }

  /// A failover adds instances up to `serving`, whatever stood by.
  private BigDecimal standbys() {
    int spare =
        workload.strategy() == Strategy.WARM_STANDBY
            ? workload.resources(Service.class).stream()
                .mapToInt(it -> Math.max(0, it.instances().standby() - 1))
                .sum()
            : 0;
    return Amounts.of(standby().multiply(BigDecimal.valueOf(spare)));
  }

  /// Whoever can start them in time need not let them run at night.
  private BigDecimal nights() {
    var planned = options.of(workload.strategy()).estimate();
    boolean inTime = planned.rto().plus(StrategyEstimates.STARTED).compareTo(need.rto()) <= 0;
    int running =
        workload.strategy() == Strategy.WARM_STANDBY && inTime
            ? workload.resources(Service.class).stream()
                .mapToInt(it -> Math.max(1, it.instances().standby()))
                .sum()
            : 0;
    return Amounts.of(
        standby()
            .multiply(BigDecimal.valueOf(running))
            .multiply(OFF_HOURS)
            .divide(WEEK, 2, RoundingMode.HALF_UP));
  }

  private BigDecimal reserved() {
    var cost = options.of(workload.strategy()).cost();
    return Amounts.of(
        steady(cost.primary()).add(steady(cost.recovery())).multiply(prices.reserved()));
  }

  private static BigDecimal steady(List<CostLine> lines) {
    var sum = Amounts.ZERO;
    for (var it : lines) {
      if (it.item() == PricedItem.DATABASE || it.item() == PricedItem.SERVICE_INSTANCE) {
        sum = sum.add(it.amount());
      }
    }
    return sum;
  }

  private BigDecimal standby() {
    return prices.of(PricedItem.SERVICE_INSTANCE).recovery();
  }
}
