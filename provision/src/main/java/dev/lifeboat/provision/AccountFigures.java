package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.provision.DashboardFigure.Axis;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Figures of what the account does for a plan: backups, what they failed with, and the cost.
final class AccountFigures {
  private static final String DONE = "NumberOfBackupJobsCompleted";

  /// In one order: the same plan has the same bytes in each process.
  private static final Map<String, Object> SUM = JsonTree.of("stat", "Sum", "period", 3600);

  /// The only region in which AWS tells it.
  private static final String OF_BILLS = "us-east-1";

  private static final CloudResource.Metric COST =
      new CloudResource.Metric("AWS/Billing", "EstimatedCharges", Map.of("Currency", "USD"));

  private AccountFigures() {}

  static List<DashboardFigure> of(Plan plan) {
    return List.of(
        new DashboardFigure(
            "backups: done an hour; failed, and not copied (right)",
            Stream.of(plan.primary(), plan.recovery()).flatMap(AccountFigures::backups)),
        new DashboardFigure(
            "cost of the account this month, dollars",
            Stream.of(
                DashboardFigure.of(
                    COST, OF_BILLS, Axis.LEFT, JsonTree.of("stat", "Maximum", "period", 21_600)))));
  }

  private static Stream<DashboardFigure.Line> backups(Region region) {
    var where = AwsRegion.nameOf(region);
    return Stream.concat(
        AccountAlarms.KINDS.stream()
            .map(it -> DashboardFigure.of(AccountAlarms.backup(DONE, it), where, Axis.LEFT, SUM)),
        AccountAlarms.FAILED.stream()
            .flatMap(
                failed -> AccountAlarms.KINDS.stream().map(it -> AccountAlarms.backup(failed, it)))
            .map(it -> DashboardFigure.of(it, where, Axis.RIGHT, SUM)));
  }
}
