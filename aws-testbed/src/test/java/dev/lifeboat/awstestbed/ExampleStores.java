package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.aws.s3.ReplicationLags;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MetricsStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What the stores of a plan are in an account: instances of RDS, halves of buckets, and the
/// objects that say where users are sent.
///
/// @param plan whose regions the sites are in
public final class ExampleStores {
  /// The one region whose buckets are made without a constraint.
  private static final String UNCONSTRAINED = "us-east-1";

  private static final String RULE = "rule-of-the-account";

  private static final int LOOKS = 6;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestBed bed;
  private final Plan plan;
  private final AwsSites sites;
  private final Set<RouteSite> made = new LinkedHashSet<>();

  ExampleStores(TestBed bed, Plan plan, AwsSites sites) {
    this.bed = bed;
    this.plan = plan;
    this.sites = sites;
  }

  private RdsClient rds(RdsSite site) {
    return bed.patient(RdsClient.builder(), site.awsRegion());
  }

  private S3Client s3(String awsRegion) {
    return bed.patient(S3Client.builder(), awsRegion);
  }

  /// A writer at home and its replica, of each database.
  void createDatabases() {
    sites
        .databases()
        .forEach((name, instances) -> {
          var home = instances.in(plan.primary().name());
          var away = instances.in(plan.recovery().name());
          home.subnetGroup().ifPresent(group -> createSubnetGroup(home, group));
          away.subnetGroup().ifPresent(group -> createSubnetGroup(away, group));
          List.of(home, away)
              .forEach(site ->
                  site.parameterGroup().ifPresent(group -> createParameterGroup(site, group)));
          var writer = createWriter(home, engine(name));
          rds(away)
              .createDBInstanceReadReplica(it ->
                  it.dbInstanceIdentifier(away.instance())
                      .sourceDBInstanceIdentifier(writer.dbInstanceArn())
                      .kmsKeyId(away.kmsKey().orElse(null))
                      .dbParameterGroupName(away.parameterGroup().orElse(null))
                      .vpcSecurityGroupIds(createUsers(away))
                      .sourceRegion(home.awsRegion()));
          awaitAvailable(away);
          measureLag(away);
        });
  }

  /// CloudWatch has that the replica was a second behind a minute ago.
  private void measureLag(RdsSite site) {
    var measured =
        MetricDatum.builder()
            .metricName(ReplicaLags.METRIC)
            .dimensions(
                Dimension.builder().name(ReplicaLags.DIMENSION).value(site.instance()).build())
            .timestamp(Instant.now().minus(MINUTE))
            .value(1.0)
            .build();
    bed.patient(CloudWatchClient.builder(), site.awsRegion())
        .putMetricData(it -> it.namespace(ReplicaLags.NAMESPACE).metricData(measured));
  }

  /// As RDS calls it.
  private String engine(String database) {
    return plan.resources(Database.class).stream()
        .filter(it -> it.name().equals(database))
        .map(it -> it.engine() == Database.Engine.POSTGRESQL ? "postgres" : it.engine().word())
        .findFirst()
        .orElseThrow();
  }

  private DBInstance createWriter(RdsSite site, String engine) {
    rds(site)
        .createDBInstance(it ->
            it.dbInstanceIdentifier(site.instance())
                .engine(engine)
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .storageEncrypted(site.kmsKey().isPresent())
                .kmsKeyId(site.kmsKey().orElse(null))
                .dbParameterGroupName(site.parameterGroup().orElse(null))
                .vpcSecurityGroupIds(createUsers(site))
                .masterUsername("owner")
                .masterUserPassword("of-the-owner"));
    return awaitAvailable(site);
  }

  /// The group of an instance by which its users get in.
  private String createUsers(RdsSite site) {
    return new FenceGroups(bed, site.awsRegion()).createOpen(site.instance() + "-users");
  }

  private DBInstance awaitAvailable(RdsSite site) {
    while (true) {
      var found = instance(site).orElseThrow();
      if (found.dbInstanceStatus().equals("available")) {
        return found;
      }
      LookPause.pass(); // Each look brings it nearer.
    }
  }

  /// The one that has the name that the plan has for it.
  Optional<DBInstance> instance(RdsSite site) {
    return rds(site).describeDBInstances().dbInstances().stream()
        .filter(it -> it.dbInstanceIdentifier().equals(site.instance()))
        .findFirst();
  }

  /// The names of all instances in `awsRegion`.
  List<String> instances(String awsRegion) {
    return bed.patient(RdsClient.builder(), awsRegion).describeDBInstances().dbInstances().stream()
        .map(DBInstance::dbInstanceIdentifier)
        .sorted()
        .toList();
  }

  private void createSubnetGroup(RdsSite site, String group) {
    var subnets =
        bed.patient(Ec2Client.builder(), site.awsRegion()).describeSubnets().subnets().stream()
            .map(Subnet::subnetId)
            .toList();
    rds(site)
        .createDBSubnetGroup(
            it -> it.dbSubnetGroupName(group).dbSubnetGroupDescription(group).subnetIds(subnets));
  }

  /// One of MySQL.
  private void createParameterGroup(RdsSite site, String group) {
    rds(site)
        .createDBParameterGroup(it ->
            it.dbParameterGroupName(group).dbParameterGroupFamily("mysql8.0").description(group));
  }

  /// Both halves of each bucket, which replicate to each other.
  void createBuckets() {
    for (var bucket : sites.buckets().values()) {
      bucket.sites().all().forEach(half -> create(half.awsRegion(), half.bucket()));
      for (var half : bucket.sites().byRegion().entrySet()) {
        var other = bucket.sites().in(bucket.sites().otherThan(half.getKey()));
        replicate(bucket, half.getValue(), other);
      }
    }
  }

  /// The example's own stack has made them all.
  void takeApplied() {
    sites
        .databases()
        .values()
        .forEach(it -> {
          awaitAvailable(it.in(plan.primary().name()));
          awaitAvailable(it.in(plan.recovery().name()));
        });
    sites.buckets().values().stream()
        .flatMap(it -> it.sites().all().stream())
        .forEach(it -> deleteWithTheRest(it.awsRegion(), it.bucket()));
    measureAgain();
  }

  /// What is written elsewhere does not come home.
  public void forgetWayHome() {
    for (var bucket : sites.buckets().values()) {
      var half = bucket.sites().in(plan.recovery().name());
      s3(half.awsRegion()).deleteBucketReplication(it -> it.bucket(half.bucket()));
    }
  }

  /// Somebody else made a bucket whose name is the world's.
  void deleteWithTheRest(String awsRegion, String bucket) {
    made.add(new RouteSite(awsRegion, bucket, "any"));
  }

  /// What CloudWatch has is of a minute ago again, whichever region has the writer.
  public void measureAgain() {
    for (var region : List.of(plan.primary().name(), plan.recovery().name())) {
      sites.databases().values().forEach(it -> measureLag(it.in(region)));
      for (var bucket : sites.buckets().values()) {
        var halves = bucket.sites();
        measure(halves.in(halves.otherThan(region)), halves.in(region));
      }
    }
  }

  /// CloudWatch has that nothing waited for its replica a minute ago.
  private void measure(BucketSite from, BucketSite to) {
    rules(from).forEach(rule -> measure(from, to, rule));
  }

  private List<String> rules(BucketSite from) {
    try {
      return s3(from.awsRegion())
          .getBucketReplication(it -> it.bucket(from.bucket()))
          .replicationConfiguration()
          .rules()
          .stream()
          .map(ReplicationRule::id)
          .toList();
    } catch (S3Exception _) {
      return List.of(); // It replicates nowhere.
    }
  }

  private void measure(BucketSite from, BucketSite to, String rule) {
    var measured =
        Stream.of(ReplicationLags.WAITING, ReplicationLags.LATENCY)
            .map(metric ->
                MetricDatum.builder()
                    .metricName(metric)
                    .dimensions(ReplicationLags.dimensions(from.bucket(), to.bucket(), rule))
                    .timestamp(Instant.now().minus(MINUTE))
                    .value(0.0)
                    .build())
            .toList();
    bed.patient(CloudWatchClient.builder(), to.awsRegion())
        .putMetricData(it -> it.namespace(ReplicationLags.NAMESPACE).metricData(measured));
  }

  private void create(String awsRegion, String bucket) {
    var s3 = s3(awsRegion);
    s3.createBucket(it -> {
      it.bucket(bucket);
      if (!awsRegion.equals(UNCONSTRAINED)) {
        it.createBucketConfiguration(at -> at.locationConstraint(awsRegion));
      }
    });
    made.add(new RouteSite(awsRegion, bucket, "any"));
    s3.putBucketVersioning(it ->
        it.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  private void replicate(ReplicatedBucket bucket, BucketSite from, BucketSite to) {
    var rule =
        ReplicationRule.builder()
            .id(RULE)
            .priority(1)
            .status("Enabled")
            .filter(f -> f.prefix(""))
            .deleteMarkerReplication(d -> d.status(bucket.deletes() ? "Enabled" : "Disabled"))
            .sourceSelectionCriteria(c ->
                c.sseKmsEncryptedObjects(
                    e -> e.status(to.kmsKey().isPresent() ? "Enabled" : "Disabled")))
            .destination(d ->
                d.bucket("arn:aws:s3:::" + to.bucket())
                    .encryptionConfiguration(e -> e.replicaKmsKeyID(to.kmsKey().orElse(null)))
                    .metrics(
                        m -> m.status(MetricsStatus.ENABLED).eventThreshold(t -> t.minutes(15))))
            .build();
    s3(from.awsRegion())
        .putBucketReplication(it ->
            it.bucket(from.bucket())
                .replicationConfiguration(c -> c.role(from.role()).rules(rule)));
    measure(from, to);
  }

  /// Users are at home.
  void createRoutes() {
    for (var name : sites.names().values()) {
      for (var object : name.objects().values()) {
        create(object.awsRegion(), object.bucket());
        put(
            object.awsRegion(),
            object.bucket(),
            object.key(),
            "{\"region\":\"%s\",\"epoch\":1}".formatted(plan.primary().name()));
      }
    }
  }

  /// A user's object in the half of `region`.
  public void upload(String region, String key, String text) {
    for (var bucket : sites.buckets().values()) {
      var half = bucket.sites().in(region);
      put(half.awsRegion(), half.bucket(), key, text);
    }
  }

  /// Whether every half in `region` has it, once all that can arrive has.
  public boolean has(String region, String key) {
    return sites.buckets().values().stream().allMatch(it -> has(it.sites().in(region), key));
  }

  private boolean has(BucketSite half, String key) {
    var s3 = s3(half.awsRegion());
    for (int look = 0; look < LOOKS; look++) {
      var _ = s3.listObjectVersions(it -> it.bucket(half.bucket()));
    }
    try {
      var _ = s3.headObject(it -> it.bucket(half.bucket()).key(key));
      return true;
    } catch (NoSuchKeyException _) {
      return false;
    }
  }

  private void put(String awsRegion, String bucket, String key, String text) {
    s3(awsRegion).putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  /// Their names are the world's: another account gets them after this one.
  void deleteBuckets() {
    for (var one : made) {
      var s3 = s3(one.awsRegion());
      open(s3, one.bucket());
      var all = s3.listObjectVersions(it -> it.bucket(one.bucket()));
      all.versions().forEach(of -> delete(s3, one.bucket(), of.key(), of.versionId()));
      all.deleteMarkers().forEach(of -> delete(s3, one.bucket(), of.key(), of.versionId()));
      s3.deleteBucket(it -> it.bucket(one.bucket()));
    }
    made.clear();
  }

  /// A planned move closes what it leaves.
  private static void open(S3Client s3, String bucket) {
    s3.deleteBucketPolicy(it -> it.bucket(bucket));
    for (int look = 0; look < LOOKS; look++) {
      try {
        var _ = s3.getBucketPolicy(it -> it.bucket(bucket));
      } catch (S3Exception none) {
        continue; // Each look brings it nearer.
      }
    }
  }

  private static void delete(S3Client s3, String bucket, String key, String version) {
    s3.deleteObject(it -> it.bucket(bucket).key(key).versionId(version));
  }
}
