package dev.lifeboat.assess;

import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Items that stand in both regions under each strategy, for a price table to make a bill of. The
/// primary region is the same under all; a stronger strategy has all that a weaker one has, and
/// more.
final class CostModel {
  private static final BigDecimal SECONDS_A_MONTH = BigDecimal.valueOf(730 * 3600L);
  private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1_000_000_000);

  private final PriceTable prices;
  private final RegionPair regions;
  private final Predicate<Workload> guarded;
  private final Map<String, Long> changes;

  /// Bills so far. One is made once and shared by all workloads that are made up alike.
  private final Map<Makeup, Map<Strategy, MonthlyCost>> bills = new HashMap<>();

  /// @param regions names that lines bear
  /// @param guarded of which workloads guards keep the right to write
  /// @param changes by workload, the bytes a second that it writes, of which a copy leaves the
  ///   region
  CostModel(
      PriceTable prices,
      RegionPair regions,
      Predicate<Workload> guarded,
      Map<String, Long> changes) {
    this.prices = prices;
    this.regions = regions;
    this.guarded = guarded;
    this.changes = changes;
  }

  /// The bill of a workload, had it the one or the other strategy.
  Map<Strategy, MonthlyCost> of(Workload workload) {
    var makeup =
        Makeup.of(workload, guarded.test(workload), changes.getOrDefault(workload.name(), 0L));
    return bills.computeIfAbsent(makeup, this::bills);
  }

  private Map<Strategy, MonthlyCost> bills(Makeup makeup) {
    var primary = primary(makeup);
    var all = new EnumMap<Strategy, MonthlyCost>(Strategy.class);
    for (var strategy : Strategy.values()) {
      all.put(strategy, new MonthlyCost(primary, recovery(makeup, strategy), prices.currency()));
    }
    return all;
  }

  private List<CostLine> primary(Makeup makeup) {
    var lines = new ArrayList<CostLine>();
    for (var item : PricedItem.values()) {
      var more = item == PricedItem.TRANSFER ? transfer(makeup.changes()) : BigDecimal.ZERO;
      int count = inPrimary(makeup, item);
      add(lines, item, regions.primary(), count, times(prices.of(item).primary(), count).add(more));
    }
    return lines;
  }

  private List<CostLine> recovery(Makeup makeup, Strategy strategy) {
    var lines = new ArrayList<CostLine>();
    for (var item : PricedItem.values()) {
      int count = inRecovery(makeup, strategy, item);
      add(lines, item, regions.recovery(), count, times(prices.of(item).recovery(), count));
    }
    return lines;
  }

  private static void add(
      List<CostLine> lines, PricedItem item, String region, int count, BigDecimal exact) {
    var amount = Amounts.of(exact);
    if (amount.signum() > 0) {
      lines.add(new CostLine(item, region, count, amount));
    }
  }

  private static BigDecimal times(BigDecimal price, int count) {
    return price.multiply(BigDecimal.valueOf(count));
  }

  /// What is written at home goes abroad under every strategy, as a backup or at once.
  private BigDecimal transfer(long changes) {
    return BigDecimal.valueOf(changes)
        .multiply(SECONDS_A_MONTH)
        .multiply(prices.transferPerGigabyte())
        .divide(GIGABYTE, 2, RoundingMode.HALF_UP);
  }

  private static int inPrimary(Makeup makeup, PricedItem item) {
    return switch (item) {
      case DATABASE -> makeup.databases();
      case DATABASE_BACKUP -> 0;
      case BUCKET_STORAGE, BUCKET_REQUESTS -> makeup.buckets();
      case SERVICE_INSTANCE -> makeup.instances().serving();
      case LOAD_BALANCER -> makeup.traffic();
      case NAME -> makeup.names();
      case ACCELERATOR -> makeup.accelerators();
      case GUARD -> makeup.guarded() ? 1 : 0;
      case METRICS, KEYS, AUTOMATION, TRANSFER -> 1;
    };
  }

  /// Of a backup only copies are there; a pilot light has a running replica and a way in for users,
  /// a warm standby instances beside them, and of two active regions each could bear all users.
  private static int inRecovery(Makeup makeup, Strategy strategy, PricedItem item) {
    boolean replicates = strategy != Strategy.BACKUP_AND_RESTORE;
    return switch (item) {
      case DATABASE -> replicates ? makeup.databases() : 0;
      case DATABASE_BACKUP -> replicates ? 0 : makeup.databases();
      case BUCKET_STORAGE, BUCKET_REQUESTS -> makeup.buckets();
      case SERVICE_INSTANCE ->
          switch (strategy) {
            case BACKUP_AND_RESTORE, PILOT_LIGHT -> 0;
            case WARM_STANDBY -> makeup.instances().standby();
            case ACTIVE_ACTIVE ->
                Math.max(makeup.instances().standby(), makeup.instances().serving());
          };
      case LOAD_BALANCER -> replicates ? makeup.traffic() : 0;
      case GUARD -> replicates && makeup.guarded() ? 1 : 0;
      case METRICS -> replicates ? 1 : 0;
      case KEYS, TRANSFER -> 1;
      case NAME, ACCELERATOR, AUTOMATION -> 0;
    };
  }
}
