package drlab;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.CredentialsBaseOptions;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceAttributes;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.DatabaseInstanceReadReplica;
import software.amazon.awscdk.services.rds.IInstanceEngine;
import software.amazon.awscdk.services.rds.ParameterGroup;
import software.amazon.awscdk.services.rds.ParameterGroupInstanceBindOptions;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.StorageType;
import software.amazon.awscdk.services.rds.SubnetGroup;
import software.constructs.Construct;

/// PostgreSQL in RDS: the writer in one region, its replica in the other one. Both are alike, since
/// the replica is a writer one day.
final class RdsWithReplica extends Construct {
  static final Duration BACKUPS = Duration.days(7);

  private static final InstanceType SIZE = new InstanceType("t3.medium");
  private static final Duration EACH_MINUTE = Duration.seconds(60);
  private static final List<String> LOGS = List.of("postgresql", "upgrade");

  private final IInstanceEngine engine =
      DatabaseInstanceEngine.postgres(
          PostgresInstanceEngineProps.builder().version(PostgresEngineVersion.VER_17_9).build());
  private final LabRegion place;
  private final LabNames names;
  private final NetworkStack network;
  private final SubnetGroup subnets;
  private final ParameterGroup parameters;

  /// @param parameterGroup its name, where somebody has to know it
  private RdsWithReplica(LabStack stack, NetworkStack network, @Nullable String parameterGroup) {
    super(stack, "Rds");
    this.place = stack.place();
    this.names = stack.names();
    this.network = network;
    subnets =
        SubnetGroup.Builder.create(this, "Subnets")
            .subnetGroupName(names.subnetGroup())
            .description("Subnets without a way out")
            .vpc(network.vpc())
            .vpcSubnets(SubnetSelection.builder().subnetGroupName(NetworkStack.DATABASES).build())
            .build();
    parameters =
        ParameterGroup.Builder.create(this, "Parameters")
            .name(parameterGroup)
            .engine(engine)
            .description("TLS alone; what an old writer has alone can be read back")
            .parameters(
                Map.of(
                    "rds.force_ssl", "1",
                    "rds.logical_replication", "1",
                    "max_slot_wal_keep_size", "4096"))
            .build();
  }

  static void writer(LabStack stack, NetworkStack network, IKey key) {
    new RdsWithReplica(stack, network, null).writer(key);
  }

  static void replica(LabStack stack, NetworkStack network, IKey key) {
    new RdsWithReplica(stack, network, null).replica(key);
  }

  /// Where a database that is restored from a backup is put, and no database.
  static void place(NetworkStack network) {
    var place = new RdsWithReplica(network, network, network.names().parameterGroup());
    // Else the CDK leaves out the group, which no instance here names.
    place.parameters.bindToInstance(ParameterGroupInstanceBindOptions.builder().build());
    network.tell("DatabaseSecurityGroupId", network.groups().database().getSecurityGroupId());
  }

  private void writer(IKey key) {
    DatabaseInstance.Builder.create(this, "Instance")
        .instanceIdentifier(names.database(place))
        .engine(engine)
        .instanceType(SIZE)
        .databaseName(names.databaseName())
        .credentials(administrator(key))
        .vpc(network.vpc())
        .subnetGroup(subnets)
        .securityGroups(List.of(network.groups().database()))
        .publiclyAccessible(false)
        .multiAz(true)
        .allocatedStorage(20)
        .storageType(StorageType.GP3)
        .storageEncrypted(true)
        .storageEncryptionKey(key)
        .parameterGroup(parameters)
        .backupRetention(BACKUPS)
        .deleteAutomatedBackups(false)
        .copyTagsToSnapshot(true)
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .iamAuthentication(true)
        .autoMinorVersionUpgrade(false)
        .cloudwatchLogsExports(LOGS)
        .monitoringInterval(EACH_MINUTE)
        .build();
  }

  private void replica(IKey key) {
    var source = place.other();
    var arn =
        Arn.format(
            ArnComponents.builder()
                .service("rds")
                .region(source.aws())
                .resource("db")
                .resourceName(names.database(source))
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build(),
            Stack.of(this));
    var instance =
        DatabaseInstanceReadReplica.Builder.create(this, "Instance")
            .instanceIdentifier(names.database(place))
            .sourceDatabaseInstance(
                DatabaseInstance.fromDatabaseInstanceAttributes(
                    this,
                    "Source",
                    DatabaseInstanceAttributes.builder()
                        .instanceIdentifier(names.database(source))
                        .instanceEndpointAddress(names.database(source))
                        .port(RegionGroups.DATABASE_PORT)
                        .engine(engine)
                        .securityGroups(List.of())
                        .build()))
            .instanceType(SIZE)
            .vpc(network.vpc())
            .subnetGroup(subnets)
            .securityGroups(List.of(network.groups().database()))
            .publiclyAccessible(false)
            .multiAz(true)
            .storageType(StorageType.GP3)
            .storageEncrypted(true)
            .storageEncryptionKey(key)
            .parameterGroup(parameters)
            .deleteAutomatedBackups(false)
            .copyTagsToSnapshot(true)
            .deletionProtection(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .iamAuthentication(true)
            .autoMinorVersionUpgrade(false)
            .cloudwatchLogsExports(LOGS)
            .monitoringInterval(EACH_MINUTE)
            .build();
    var made = (CfnDBInstance) instance.getNode().getDefaultChild();
    // The CDK would look for the source in this region.
    made.setSourceDbInstanceIdentifier(arn);
    made.setSourceRegion(source.aws());
    // Encrypted as its source is; CloudFormation takes no word on it, but the key.
    made.addPropertyDeletionOverride("StorageEncrypted");
    // It takes replicas of PostgreSQL for ones that cannot be backed up, as before version 14.
    made.setBackupRetentionPeriod(BACKUPS.toDays());
  }

  private Credentials administrator(IKey key) {
    return Credentials.fromGeneratedSecret(
        "administrator",
        CredentialsBaseOptions.builder()
            .secretName(names.lab() + "/administrator")
            .encryptionKey(key)
            .build());
  }
}
