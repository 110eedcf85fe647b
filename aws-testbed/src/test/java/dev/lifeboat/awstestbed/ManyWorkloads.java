package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Many workloads in an account, as they are in `west` before a failover: each with a replica, a
/// service and a secret of its own, on one cluster and behind one load balancer.
public final class ManyWorkloads {
  private final TestBed bed;
  private final int workloads;
  private final Path file;
  private final String name = "mall-" + UUID.randomUUID().toString().substring(0, 6);
  private final Targets targets;
  private final RoutedName names;
  private final String placements;
  private final String journals;
  private final String votes;

  public ManyWorkloads(TestBed bed, int workloads, Path folder) throws Exception {
    this.bed = bed;
    this.workloads = workloads;
    this.file = folder.resolve("lifeboat.yaml");
    this.targets = new Targets(bed, TestBed.RECOVERY);
    this.names = new RoutedName(bed, bed.clients());
    var regions = List.of(TestBed.PRIMARY, TestBed.RECOVERY, Tables.REGION);
    this.placements = Tables.newPlacements(bed);
    this.journals = Tables.newJournals(bed, regions);
    this.votes = Tables.newVotes(bed, regions);
    Files.writeString(file, yaml());
  }

  public Plan plan() throws Exception {
    return AwsKeys.reader().read(file).orThrow();
  }

  private String yaml() {
    var text = new StringBuilder();
    text.append(
        """
        plan: %s
        regions:
          east: { provider: aws, role: primary, aws: { region: %s } }
          west: { provider: aws, role: recovery, aws: { region: %s } }
          edge: { provider: aws, role: arbiter, aws: { region: %s } }
        aws: { placements: %s, journals: %s, votes: %s }
        workloads:
        """
            .formatted(
                name,
                TestBed.PRIMARY,
                TestBed.RECOVERY,
                Tables.REGION,
                placements,
                journals,
                votes));
    for (int i = 0; i < workloads; i++) {
      text.append(workload(i));
    }
    return text.toString();
  }

  private String workload(int i) {
    return """
      %s:
        objectives: { rto: 30m, rpo: 5m }
        strategy: warm-standby
        resources:
          orders-%d:
            type: database
            aws: { dbInstance: %s, logins: [shop] }
          web-%d:
            type: service
            run: [shop]
            instances: { serving: 2, standby: 1 }
            uses: [orders-%d]
            aws:
              cluster: %s
              ecsService: %s
              secrets: [%s]
              targetGroup: "%s"
          entry-%d:
            type: traffic
            to: web-%d
            mode: dns
            ttl: 60s
            aws: { name: %s.example.com, nameServers: ["%s"], bucket: %s }
        failover: { trigger: manual }
        failback: { shares: [] }
    """
        .formatted(
            of(i),
            i,
            of(i),
            i,
            i,
            name,
            of(i),
            of(i),
            targets.group(),
            i,
            i,
            of(i),
            names.server(),
            names.buckets());
  }

  private String of(int workload) {
    return "%s-%d".formatted(name, workload);
  }

  public void create() throws Exception {
    targets.attach();
    var east = bed.patient(RdsClient.builder(), TestBed.PRIMARY);
    var west = bed.patient(RdsClient.builder(), TestBed.RECOVERY);
    var ecs = bed.patient(EcsClient.builder(), TestBed.RECOVERY);
    ecs.createCluster(it -> it.clusterName(name));
    var container = container();
    ecs.registerTaskDefinition(it -> it.family(name).containerDefinitions(container));
    var secrets = new ArrayList<SecretsManagerClient>();
    for (var region : List.of(TestBed.PRIMARY, TestBed.RECOVERY)) {
      secrets.add(bed.patient(SecretsManagerClient.builder(), region));
    }
    var placed =
        new DynamoPlacements(
            new DynamoTable(
                bed.patient(DynamoDbClient.builder(), Tables.REGION), Tables.REGION, placements));
    var measured = new ArrayList<MetricDatum>();
    for (int i = 0; i < workloads; i++) {
      var one = of(i);
      replicate(east, west, one);
      measured.add(measured(one));
      bind(secrets.getFirst(), one, "east");
      bind(secrets.getLast(), one, "west");
      ecs.createService( // Its tasks read what is bound, so it comes after.
          it -> it.cluster(name).serviceName(one).taskDefinition(name).desiredCount(1));
      placed.compareAndSet(Optional.empty(), Placement.first(one, "east"));
    }
    for (int look = 0; look < 4; look++) {
      west.describeDBInstances(); // Each look brings them all nearer.
    }
    bed.patient(CloudWatchClient.builder(), TestBed.RECOVERY)
        .putMetricData(it -> it.namespace("AWS/RDS").metricData(measured));
  }

  /// One for all services, which takes a parameter for each.
  private ContainerDefinition container() {
    var parameters = bed.patient(SsmClient.builder(), TestBed.RECOVERY);
    var values = new ArrayList<Secret>();
    for (int i = 0; i < workloads; i++) {
      var one = "/" + of(i);
      parameters.putParameter(it -> it.name(one).type(ParameterType.STRING).value("unread"));
      values.add(Secret.builder().name("VALUE_" + i).valueFrom(one).build());
    }
    return ContainerDefinition.builder()
        .name("web")
        .image("web:1")
        .memory(128)
        .secrets(values)
        .build();
  }

  private static void replicate(RdsClient east, RdsClient west, String one) {
    var writer =
        east.createDBInstance(it ->
                it.dbInstanceIdentifier(one)
                    .engine("postgres")
                    .dbInstanceClass("db.t4g.micro")
                    .allocatedStorage(20)
                    .masterUsername("owner")
                    .masterUserPassword("of-the-owner"))
            .dbInstance();
    west.createDBInstanceReadReplica(it ->
        it.dbInstanceIdentifier(one)
            .sourceDBInstanceIdentifier(writer.dbInstanceArn())
            .sourceRegion(TestBed.PRIMARY));
  }

  private static void bind(SecretsManagerClient secrets, String one, String region) {
    var version = secrets.createSecret(it -> it.name(one).secretString("unread")).versionId();
    for (var label : List.of(region, EcsBinding.BOUND)) {
      secrets.updateSecretVersionStage(
          it -> it.secretId(one).versionStage(label).moveToVersionId(version));
    }
  }

  private static MetricDatum measured(String one) {
    return MetricDatum.builder()
        .metricName("ReplicaLag")
        .dimensions(Dimension.builder().name("DBInstanceIdentifier").value(one).build())
        // A question ends at a whole second, and what was measured within it is not there yet.
        .timestamp(Instant.now().minusSeconds(60))
        .value(1.0)
        .build();
  }
}
