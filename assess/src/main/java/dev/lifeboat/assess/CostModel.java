package dev.lifeboat.assess;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// Items that stand in both regions under each strategy, for a price table to make a bill of. The
/// primary region is the same under all; a stronger strategy has all that a weaker one has, and
/// more.
///
/// @param regions names that lines bear
/// @param guarded of which workloads guards keep the right to write
/// @param changes by workload, the bytes a second that it writes, of which a copy leaves the region
record CostModel(
    PriceTable prices, RegionPair regions, Predicate<Workload> guarded, Map<String, Long> changes) {
  private static final BigDecimal SECONDS_A_MONTH = BigDecimal.valueOf(730 * 3600L);
  private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1_000_000_000);

  /// The bill of a workload, had it that strategy.
  MonthlyCost of(Workload workload, Strategy strategy) {
    return new MonthlyCost(
        lines(regions.primary(), item -> inPrimary(workload, item), Optional.of(workload)),
        lines(regions.recovery(), item -> inRecovery(workload, strategy, item), Optional.empty()),
        prices.currency());
  }

  /// @param writer of which there is a writer in that region
  private List<CostLine> lines(
      String region, ToIntFunction<PricedItem> counts, Optional<Workload> writer) {
    var lines = new ArrayList<CostLine>();
    for (var item : PricedItem.values()) {
      int count = counts.applyAsInt(item);
      var price = prices.of(item);
      var amount =
          Amounts.of(
              (writer.isPresent() ? price.primary() : price.recovery())
                  .multiply(BigDecimal.valueOf(count))
                  .add(
                      writer
                          .filter(_ -> item == PricedItem.TRANSFER)
                          .map(this::transfer)
                          .orElse(BigDecimal.ZERO)));
      if (amount.signum() > 0) {
        lines.add(new CostLine(item, region, count, amount));
      }
    }
    return lines;
  }

  /// What is written at home goes abroad under every strategy, as a backup or at once.
  private BigDecimal transfer(Workload workload) {
    return BigDecimal.valueOf(changes.getOrDefault(workload.name(), 0L))
        .multiply(SECONDS_A_MONTH)
        .multiply(prices.transferPerGigabyte())
        .divide(GIGABYTE, 2, RoundingMode.HALF_UP);
  }

  private int inPrimary(Workload workload, PricedItem item) {
    return switch (item) {
      case DATABASE -> workload.resources(Database.class).size();
      case DATABASE_BACKUP -> 0;
      case BUCKET_STORAGE, BUCKET_REQUESTS -> workload.resources(Bucket.class).size();
      case SERVICE_INSTANCE -> instances(workload, true);
      case LOAD_BALANCER -> workload.resources(Traffic.class).size();
      case NAME -> led(workload, Traffic.Form.Dns.class);
      case ACCELERATOR -> led(workload, Traffic.Form.Accelerator.class);
      case GUARD -> guarded.test(workload) ? 1 : 0;
      case METRICS, KEYS, AUTOMATION, TRANSFER -> 1;
    };
  }

  /// Of a backup only copies are there; a pilot light has a running replica and a way in for users,
  /// a warm standby instances beside them, and of two active regions each could bear all users.
  private int inRecovery(Workload workload, Strategy strategy, PricedItem item) {
    boolean replicates = strategy != Strategy.BACKUP_AND_RESTORE;
    return switch (item) {
      case DATABASE -> replicates ? workload.resources(Database.class).size() : 0;
      case DATABASE_BACKUP -> replicates ? 0 : workload.resources(Database.class).size();
      case BUCKET_STORAGE, BUCKET_REQUESTS -> workload.resources(Bucket.class).size();
      case SERVICE_INSTANCE ->
          switch (strategy) {
            case BACKUP_AND_RESTORE, PILOT_LIGHT -> 0;
            case WARM_STANDBY -> instances(workload, false);
            case ACTIVE_ACTIVE -> Math.max(instances(workload, false), instances(workload, true));
          };
      case LOAD_BALANCER -> replicates ? workload.resources(Traffic.class).size() : 0;
      case GUARD -> replicates && guarded.test(workload) ? 1 : 0;
      case METRICS -> replicates ? 1 : 0;
      case KEYS, TRANSFER -> 1;
      case NAME, ACCELERATOR, AUTOMATION -> 0;
    };
  }

  /// One standby at least: without any it would be a pilot light.
  private static int instances(Workload workload, boolean serving) {
    return workload.resources(Service.class).stream()
        .map(Service::instances)
        .mapToInt(it -> serving ? it.serving() : Math.max(1, it.standby()))
        .sum();
  }

  private static int led(Workload workload, Class<? extends Traffic.Form> form) {
    return (int)
        workload.resources(Traffic.class).stream().filter(it -> form.isInstance(it.form())).count();
  }
}
