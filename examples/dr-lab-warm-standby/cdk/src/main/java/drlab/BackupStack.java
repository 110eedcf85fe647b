package drlab;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.Bucket;

/// Things that the recovery region has of the lab while the other one serves: key, vault, bucket,
/// images, the login, the templates, and the function that rebuilds the rest out of them.
final class BackupStack extends DataStack {
  private final KmsMultiRegionKey key;

  BackupStack(
      App app, LabSettings settings, PrimaryDataStack primary, RecoveryTemplates templates) {
    super(app, "BackupStack", LabRegion.SECONDARY, settings);
    key = KmsMultiRegionKey.replicaOf(primary.key(), this);
    keep();
    var vault = BackupPlan.vault(this, this, key.key());
    var logs = LogBucket.in(this, settings);
    letBalancersWrite(logs);
    new S3ReplicationPair(this, settings, key.key(), logs);
    var topic = AppStack.told(this, settings, "backups");
    new UsersLook(this, settings, LabRegion.PRIMARY, topic);
    var storage = new TemplateStorage(this, templates);
    new RecoveryParameters(
        this,
        Map.ofEntries(
            entry("vault", vault.getBackupVaultName()),
            entry("database", names().database(place())),
            entry("database-name", names().databaseName()),
            entry("subnet-group", names().subnetGroup()),
            entry("parameter-group", names().parameterGroup()),
            entry("network-stack", RecoveryTemplates.NETWORK),
            entry("network-template", storage.network()),
            entry("application-stack", RecoveryTemplates.SERVICE),
            entry("application-template", storage.service()),
            entry("makes-stacks", DeploymentAutomation.makesStacks(this, settings.account())),
            entry("rpo-hours", "" + settings.rpoTargetSeconds() / 3_600),
            entry("rto-hours", "" + settings.rtoTargetMinutes() / 60),
            entry("entrance", settings.probe(place()))));
    new DeploymentAutomation(this, settings, vault, storage);
  }

  @Override
  IKey key() {
    return key.key();
  }

  /// The load balancer is another stack's, which is made when it is needed, and cannot say so then.
  private static void letBalancersWrite(Bucket logs) {
    logs.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(new ServicePrincipal("logdelivery.elasticloadbalancing.amazonaws.com")))
            .actions(List.of("s3:PutObject"))
            .resources(List.of(logs.arnForObjects("balancer/*")))
            .build());
  }
}
