package drlab;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.backup.BackupPlanCopyActionProps;
import software.amazon.awscdk.services.backup.BackupPlanRule;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.backup.IBackupVault;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/// Backups of the database by AWS Backup, each copied to the vault of the recovery region. They are
/// taken twice within the RPO, since what was taken last may not have arrived.
final class BackupPlan extends Construct {
  static final Duration KEPT = Duration.days(35);

  private final LabSettings settings;
  private final ITopic topic;

  BackupPlan(AppStack stack, LabSettings settings, IKey key, ITopic topic) {
    super(stack, "Backups");
    this.settings = settings;
    this.topic = topic;
    var here = vault(this, stack, Key.fromKeyArn(this, "Key", key.getKeyArn()));
    var there =
        BackupVault.fromBackupVaultArn(
            this,
            "There",
            "arn:aws:backup:%s:%s:backup-vault:%s"
                .formatted(LabRegion.SECONDARY.aws(), settings.account(), settings.names().lab()));
    software.amazon.awscdk.services.backup.BackupPlan.Builder.create(this, "Plan")
        .backupPlanName(settings.names().lab())
        .backupPlanRules(List.of(rule(here, there)))
        .build()
        .addSelection(
            "Database",
            BackupSelectionOptions.builder()
                .backupSelectionName(settings.names().of("database"))
                .resources(List.of(BackupResource.fromArn(database(stack.place()))))
                .build());
    alarm("NumberOfBackupJobsFailed", "backup-failed", "A backup of the database failed")
        .threshold(0)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
    // Silence is alarm, too.
    alarm("NumberOfCopyJobsCompleted", "copy-missing", "No backup arrived within the RPO")
        .threshold(1)
        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
        .treatMissingData(TreatMissingData.BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }

  /// Nobody deletes out of it before its time, the administrator of this account included, unless
  /// he changes the vault's policy first.
  static BackupVault vault(Construct scope, LabStack stack, IKey key) {
    return BackupVault.Builder.create(scope, "Vault")
        .backupVaultName(stack.names().lab())
        .encryptionKey(key)
        .blockRecoveryPointDeletion(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private BackupPlanRule rule(IBackupVault here, IBackupVault there) {
    int hours = settings.rpoTargetSeconds() / 3_600 / 2;
    return BackupPlanRule.Builder.create()
        .ruleName("twice-within-the-rpo")
        .backupVault(here)
        .scheduleExpression(
            Schedule.cron(CronOptions.builder().minute("0").hour("0/" + hours).build()))
        .startWindow(Duration.hours(1))
        .completionWindow(Duration.hours(Math.max(2, hours)))
        .deleteAfter(KEPT)
        .copyActions(
            List.of(
                BackupPlanCopyActionProps.builder()
                    .destinationBackupVault(there)
                    .deleteAfter(KEPT)
                    .build()))
        .build();
  }

  private String database(LabRegion place) {
    return "arn:aws:rds:%s:%s:db:%s"
        .formatted(place.aws(), settings.account(), settings.names().database(place));
  }

  private Alarm.Builder alarm(String metric, String name, String description) {
    return Alarm.Builder.create(this, metric)
        .alarmName(settings.names().of(name))
        .alarmDescription(description)
        .metric(
            Metric.Builder.create()
                .namespace("AWS/Backup")
                .metricName(metric)
                .dimensionsMap(Map.of("BackupVaultName", settings.names().lab()))
                .statistic("Sum")
                .period(Duration.hours(1))
                .build())
        .evaluationPeriods(settings.rpoTargetSeconds() / 3_600)
        .datapointsToAlarm(metric.endsWith("Failed") ? 1 : settings.rpoTargetSeconds() / 3_600);
  }
}
