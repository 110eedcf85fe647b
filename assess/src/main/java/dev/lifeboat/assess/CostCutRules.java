package dev.lifeboat.assess;

import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/// Ways to spend less that leave the objectives as they are: the right size, a schedule, what is
/// reserved, and spot instances for drills.
///
/// @param need what the workload must achieve, also for others
record CostCutRules(
    Workload workload,
    RecoveryDemand need,
    StrategyOptions options,
    Recommendation advice,
    PriceTable prices) {
  /// Five days of twelve hours, of a week's 168.
  private static final BigDecimal OFF_HOURS = BigDecimal.valueOf(108);

  private static final BigDecimal WEEK = BigDecimal.valueOf(168);

  /// The most first.
  List<CostCut> all() {
    return Stream.of(strategy(), standbys(), nights(), reserved(), spot())
        .filter(it -> it.amount().signum() > 0)
        .sorted((one, other) -> other.amount().compareTo(one.amount()))
        .toList();
  }

  private CostCut strategy() {
    var planned = options.of(workload.strategy());
    var enough = options.of(advice.strategy());
    return new CostCut(
        advice.strategy().compareTo(workload.strategy()) < 0
            ? planned.cost().total().subtract(enough.cost().total())
            : Amounts.ZERO,
        "right size: strategy %s is enough".formatted(advice.strategy().word()));
  }

  /// A failover adds instances up to `serving`, whatever stood by.
  private CostCut standbys() {
    int spare =
        workload.strategy() == Strategy.WARM_STANDBY
            ? workload.resources(Service.class).stream()
                .mapToInt(it -> Math.max(0, it.instances().standby() - 1))
                .sum()
            : 0;
    return new CostCut(
        Amounts.of(standby().multiply(BigDecimal.valueOf(spare))),
        "right size: one standby of each service; a failover adds the others");
  }

  /// Whoever can start them in time need not let them run at night.
  private CostCut nights() {
    var planned = options.of(workload.strategy()).estimate();
    boolean inTime = planned.rto().plus(StrategyEstimates.STARTED).compareTo(need.rto()) <= 0;
    int running =
        workload.strategy() == Strategy.WARM_STANDBY && inTime
            ? workload.resources(Service.class).stream()
                .mapToInt(it -> Math.max(1, it.instances().standby()))
                .sum()
            : 0;
    return new CostCut(
        Amounts.of(
            standby()
                .multiply(BigDecimal.valueOf(running))
                .multiply(OFF_HOURS)
                .divide(WEEK, 2, RoundingMode.HALF_UP)),
        "schedule: standbys run 12 h on workdays; else they start within %s, and the RTO leaves that"
                .formatted(SpanText.estimated(StrategyEstimates.STARTED))
            + " time");
  }

  private CostCut reserved() {
    var cost = options.of(workload.strategy()).cost();
    var steady =
        Stream.concat(cost.primary().stream(), cost.recovery().stream())
            .filter(
                it -> it.item() == PricedItem.DATABASE || it.item() == PricedItem.SERVICE_INSTANCE)
            .map(CostLine::amount)
            .reduce(Amounts.ZERO, BigDecimal::add);
    return new CostCut(
        Amounts.of(steady.multiply(prices.reserved())),
        "reserved: databases and instances that always run, for a year");
  }

  private CostCut spot() {
    var drills = DrillCost.of(workload, prices);
    return new CostCut(
        Amounts.of(drills.amount().multiply(prices.spot())),
        "spot: instances that only drills add, %d drills a year".formatted(drills.aYear()));
  }

  private BigDecimal standby() {
    return prices.of(PricedItem.SERVICE_INSTANCE).recovery();
  }
}
