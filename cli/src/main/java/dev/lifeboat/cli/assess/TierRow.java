package dev.lifeboat.cli.assess;

import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Tier;

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
  static TierRow of(Tier tier, Objectives of) {
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

  /// In one line.
  static String words(Tier tier, Objectives of) {
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
