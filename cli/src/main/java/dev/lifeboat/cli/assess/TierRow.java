package dev.lifeboat.cli.assess;

import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Tier;
import dev.lifeboat.plan.Workload;
import java.util.Optional;

/// Defaults that a tier gives workloads which do not say it themselves, as `assess` tells them.
///
/// @param strategy of a workload with its objectives
/// @param snapshot days, times and zone of bases
record TierRow(
    String name,
    double rtoSeconds,
    double rpoSeconds,
    String strategy,
    String replication,
    double logsSeconds,
    String snapshot,
    double keepSeconds) {
  /// Empty for a workload without a tier.
  static Optional<TierRow> of(Workload workload) {
    return workload.routine().tier().map(tier -> of(tier, workload.objectives()));
  }

  private static TierRow of(Tier tier, Objectives of) {
    return new TierRow(
        tier.name(),
        SpanText.number(tier.rto()),
        SpanText.number(tier.rpo()),
        tier.strategy(of).word(),
        tier.architecture().replication().word(),
        SpanText.number(tier.backups().logs()),
        tier.backups().snapshot().toString(),
        SpanText.number(tier.backups().keep()));
  }

  /// The same in one line.
  static Optional<String> words(Workload workload) {
    return workload.routine().tier().map(tier -> words(tier, workload.objectives()));
  }

  private static String words(Tier tier, Objectives of) {
    return "tier %s gives what it does not say: RTO %s, RPO %s, %s, %s; backups: log each %s, base %s, kept %s"
        .formatted(
            tier.name(),
            SpanText.estimated(tier.rto()),
            SpanText.estimated(tier.rpo()),
            tier.strategy(of).word(),
            tier.architecture().replication().word(),
            SpanText.estimated(tier.backups().logs()),
            tier.backups().snapshot(),
            SpanText.estimated(tier.backups().keep()));
  }
}
