package dev.lifeboat.provision;

import dev.lifeboat.plan.Region;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Alarms on what the account does for a plan in one region: its backups, whoever asked for them.
record AccountAlarms(Region region, StackNames names) {
  private static final String NAMESPACE = "AWS/Backup";

  /// Of what AWS Backup failed to back up, and to copy to another region.
  static final List<String> FAILED = List.of("NumberOfBackupJobsFailed", "NumberOfCopyJobsFailed");

  /// Of the resources that a plan may name.
  static final List<String> KINDS = List.of("RDS", "S3");

  CloudResource alarm() {
    return names.alarm(
        region,
        "backups-failed",
        "AWS Backup failed to back something up, or to copy it: see its jobs.",
        new CloudResource.Formula(
            "FILL(a, 0) + FILL(b, 0) + FILL(c, 0) + FILL(d, 0)",
            Map.of(
                "a", backup(FAILED.getFirst(), KINDS.getFirst()),
                "b", backup(FAILED.getFirst(), KINDS.getLast()),
                "c", backup(FAILED.getLast(), KINDS.getFirst()),
                "d", backup(FAILED.getLast(), KINDS.getLast()))),
        new CloudResource.Limit("Sum", 1, 1, Duration.ofMinutes(5), false));
  }

  static CloudResource.Metric backup(String metric, String kind) {
    return new CloudResource.Metric(NAMESPACE, metric, Map.of("ResourceType", kind));
  }
}
