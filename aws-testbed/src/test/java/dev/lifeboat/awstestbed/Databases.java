package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.ReplicaLags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/// One test's database: `east` of its plan is the primary region of the account, `west` the other.
public final class Databases {
  private static final String QUOTA = "simulated-quota";

  private final TestBed bed;
  private final RdsClient east;
  private final RdsClient west;
  private final String name = "db-" + UUID.randomUUID().toString().substring(0, 8);
  private final RdsInstances instances;

  /// @param clients what is tested goes through; what is prepared passes the gate by
  public Databases(TestBed bed, AwsClients clients) {
    this.bed = bed;
    this.east = bed.patient(RdsClient.builder(), TestBed.PRIMARY);
    this.west = bed.patient(RdsClient.builder(), TestBed.RECOVERY);
    this.instances =
        new RdsInstances(
            clients,
            new RegionSites<>(
                "orders",
                Map.of(
                    "east", site(TestBed.PRIMARY),
                    "west", site(TestBed.RECOVERY))));
  }

  /// Where the instance of `awsRegion` is, of which a plan says nothing else.
  public RdsSite site(String awsRegion) {
    return new RdsSite(
        awsRegion,
        name,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The same in a plan that names a key.
  public RdsSite siteWithKey(String awsRegion, String key) {
    return new RdsSite(
        awsRegion,
        name,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(key),
        Optional.empty(),
        Optional.empty());
  }

  public RdsInstances instances() {
    return instances;
  }

  /// In a plan that says as much of a replica in `east`.
  public RdsInstances instances(RdsSite primary) {
    return new RdsInstances(
        instances.clients(),
        new RegionSites<>("orders", Map.of("east", primary, "west", site(TestBed.RECOVERY))));
  }

  public String name() {
    return name;
  }

  /// A writer in `east`, as a provisioned plan has it.
  public DBInstance createWriter(String engine) {
    return createWriter(east, engine);
  }

  /// A writer in `east` that is there.
  public DBInstance createAvailableWriter() {
    createWriter("postgres");
    while (!primary(name).dbInstanceStatus().equals("available")) {
      LookPause.pass();
    }
    return primary(name);
  }

  /// A writer in `west`, as a failover leaves it.
  public DBInstance createWriterInRecovery(String engine) {
    return createWriter(west, engine);
  }

  /// A writer in `east` that people made as they wanted it.
  public void createWriterAs(Consumer<CreateDbInstanceRequest.Builder> wanted) {
    var request =
        CreateDbInstanceRequest.builder()
            .dbInstanceIdentifier(name)
            .dbInstanceClass("db.t4g.micro")
            .allocatedStorage(20)
            .masterUsername("owner")
            .masterUserPassword("of-the-owner");
    wanted.accept(request);
    east.createDBInstance(request.build());
  }

  /// A parameter group of PostgreSQL in `east`.
  public void createParameterGroup(String group) {
    east.createDBParameterGroup(it ->
        it.dbParameterGroupName(group).dbParameterGroupFamily("postgres16").description(group));
  }

  /// A writer in `east` whose storage is encrypted by `key`.
  public DBInstance createEncryptedWriter(String key) {
    return east.createDBInstance(it ->
            it.dbInstanceIdentifier(name)
                .engine("postgres")
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .storageEncrypted(true)
                .kmsKeyId(key)
                .masterUsername("owner")
                .masterUserPassword("of-the-owner"))
        .dbInstance();
  }

  /// The same, its storage encrypted.
  public DBInstance createEncryptedWriterInRecovery() {
    return createWriter(west, "postgres", true);
  }

  private DBInstance createWriter(RdsClient rds, String engine) {
    return createWriter(rds, engine, false);
  }

  private DBInstance createWriter(RdsClient rds, String engine, boolean encrypted) {
    return rds.createDBInstance(it ->
            it.dbInstanceIdentifier(name)
                .engine(engine)
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .storageEncrypted(encrypted)
                .masterUsername("owner")
                .masterUserPassword("of-the-owner"))
        .dbInstance();
  }

  /// In both regions, where new instances go.
  public void createSubnetGroup(String group) {
    for (var region : Map.of(TestBed.PRIMARY, east, TestBed.RECOVERY, west).entrySet()) {
      var subnets =
          bed.patient(Ec2Client.builder(), region.getKey()).describeSubnets().subnets().stream()
              .map(Subnet::subnetId)
              .toList();
      region
          .getValue()
          .createDBSubnetGroup(
              it -> it.dbSubnetGroupName(group).dbSubnetGroupDescription(group).subnetIds(subnets));
    }
  }

  /// Its replica in `west`, replicating.
  public void createReplica(DBInstance source) {
    west.createDBInstanceReadReplica(it ->
        it.dbInstanceIdentifier(name)
            .sourceDBInstanceIdentifier(source.dbInstanceArn())
            .kmsKeyId(source.storageEncrypted() ? source.kmsKeyId() : null)
            .sourceRegion(TestBed.PRIMARY));
    while (!recovery(name).dbInstanceStatus().equals("available")) {
      LookPause.pass(); // Each look brings it nearer.
    }
  }

  /// In `west` an instance made way for the replica, which kept its backups for so many days.
  public void makeWayInRecovery(int retentionDays) {
    var former = name + "-before-e1";
    west.createDBInstance(it ->
        it.dbInstanceIdentifier(former)
            .engine("postgres")
            .dbInstanceClass("db.t4g.micro")
            .allocatedStorage(20)
            .backupRetentionPeriod(retentionDays)
            .masterUsername("owner")
            .masterUserPassword("of-the-owner"));
    tagRecovery("lifeboat:instead-of", former);
  }

  private void tagRecovery(String key, String value) {
    var tag = Tag.builder().key(key).value(value).build();
    west.addTagsToResource(it -> it.resourceName(recovery(name).dbInstanceArn()).tags(tag));
  }

  /// Simulated: the replica in `west` says that its replication is so, such as `error`.
  public void breakReplication(String status) {
    tagRecovery("simulated-replication", status);
  }

  /// The one in `west` keeps its backups for so many days from now on, none at all for 0.
  public void keepBackupsInRecovery(int days) {
    west.modifyDBInstance(it -> it.dbInstanceIdentifier(name).backupRetentionPeriod(days));
  }

  /// Secrets Manager keeps the password of the one in `west`.
  public void manageRecovery() {
    west.modifyDBInstance(it -> it.dbInstanceIdentifier(name).manageMasterUserPassword(true));
  }

  /// The one in `west` cannot be deleted by mistake.
  public void protectRecovery() {
    west.modifyDBInstance(it -> it.dbInstanceIdentifier(name).deletionProtection(true));
  }

  /// What made way in `east` for the run of `epoch`.
  public DBInstance leaveInPrimary(long epoch) {
    var left = name + "-before-e" + epoch;
    east.createDBInstance(it ->
        it.dbInstanceIdentifier(left)
            .engine("postgres")
            .dbInstanceClass("db.t4g.micro")
            .allocatedStorage(20)
            .masterUsername("owner")
            .masterUserPassword("of-the-owner"));
    while (!primary(left).dbInstanceStatus().equals("available")) {
      LookPause.pass();
    }
    return primary(left);
  }

  /// As a snapshot that was restored may have them.
  public void copyTagsInPrimary(String from, String to) {
    var tags = primary(from).tagList();
    east.addTagsToResource(it -> it.resourceName(primary(to).dbInstanceArn()).tags(tags));
  }

  /// What was left in `east` may be deleted, or may not.
  public void protectInPrimary(String instance, boolean from) {
    east.modifyDBInstance(it -> it.dbInstanceIdentifier(instance).deletionProtection(from));
  }

  /// Whether a snapshot of that name is in `east`.
  public boolean hasSnapshotInPrimary(String snapshot) {
    return east.describeDBSnapshots().dbSnapshots().stream()
        .anyMatch(it -> it.dbSnapshotIdentifier().equals(snapshot));
  }

  /// The writer in `east` runs another version from now on.
  public void upgradePrimary(String version) {
    east.modifyDBInstance(it ->
        it.dbInstanceIdentifier(name)
            .engineVersion(version)
            .allowMajorVersionUpgrade(true)
            .applyImmediately(true));
  }

  /// CloudWatch has that the replica in `west` was behind by so much.
  public void measureLag(double seconds, Instant at) {
    var measured =
        MetricDatum.builder()
            .metricName(ReplicaLags.METRIC)
            .dimensions(Dimension.builder().name(ReplicaLags.DIMENSION).value(name).build())
            .timestamp(at)
            .value(seconds)
            .build();
    bed.patient(CloudWatchClient.builder(), TestBed.RECOVERY)
        .putMetricData(it -> it.namespace(ReplicaLags.NAMESPACE).metricData(measured));
  }

  /// Simulated: the account may have so many instances in `east` from now on.
  public void allowInPrimary(int instances) {
    east.createDBParameterGroup(it ->
        it.dbParameterGroupName(QUOTA)
            .dbParameterGroupFamily("postgres16")
            .description(Integer.toString(instances)));
  }

  /// Simulated: it may have plenty again.
  public void allowPlentyInPrimary() {
    east.deleteDBParameterGroup(it -> it.dbParameterGroupName(QUOTA));
  }

  public void deletePrimary() {
    east.deleteDBInstance(it -> it.dbInstanceIdentifier(name).skipFinalSnapshot(true));
  }

  public void deleteReplica() {
    west.deleteDBInstance(it -> it.dbInstanceIdentifier(name).skipFinalSnapshot(true));
  }

  public DBInstance primary(String instance) {
    return one(east, instance);
  }

  public DBInstance recovery(String instance) {
    return one(west, instance);
  }

  Optional<DBInstance> findInPrimary(String instance) {
    return find(east, instance);
  }

  Optional<DBInstance> findInRecovery(String instance) {
    return find(west, instance);
  }

  private static Optional<DBInstance> find(RdsClient rds, String instance) {
    return rds.describeDBInstances().dbInstances().stream()
        .filter(it -> it.dbInstanceIdentifier().equals(instance))
        .findFirst();
  }

  private static DBInstance one(RdsClient rds, String instance) {
    return rds.describeDBInstances(it -> it.dbInstanceIdentifier(instance))
        .dbInstances()
        .getFirst();
  }

  /// The names of all of this test's instances in `east`.
  public List<String> inPrimary() {
    return names(east);
  }

  /// The names of all of this test's instances in `west`.
  public List<String> inRecovery() {
    return names(west);
  }

  private List<String> names(RdsClient rds) {
    return rds.describeDBInstances().dbInstances().stream()
        .map(DBInstance::dbInstanceIdentifier)
        .filter(it -> it.startsWith(name))
        .sorted()
        .toList();
  }
}
