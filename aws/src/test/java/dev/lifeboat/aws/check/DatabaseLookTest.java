package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.rds.PlainInstance;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.ReplicaLags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceStatusInfo;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// Whether the instance in the region that would take over can stand in for the writer.
final class DatabaseLookTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String KEY = "arn:aws:kms:us-east-1:1:key/2";
  private static final String WRITERS = "arn:aws:rds:us-east-1:1:db:east-db";

  private DBInstance writer = instance("east-db").toBuilder().dbInstanceArn(WRITERS).build();
  private DBInstance replica = instance("west-db");
  private List<Double> lags = List.of(7.5);
  private Instant measured = NOW.minusSeconds(60);
  private RdsSite there = PlainInstance.at("us-west-2", "west-db");
  private boolean isWriterLost;
  private KeyManagerType manager = KeyManagerType.CUSTOMER;

  private static DBInstance instance(String name) {
    return DBInstance.builder()
        .dbInstanceIdentifier(name)
        .engine("postgres")
        .engineVersion("16.4")
        .dbInstanceClass("db.m6g.large")
        .dbInstanceStatus("available")
        .readReplicaSourceDBInstanceIdentifier(name.startsWith("west") ? WRITERS : null)
        .build();
  }

  private DescribeDbInstancesResponse describe(DescribeDbInstancesRequest asked) {
    boolean isWriter = asked.dbInstanceIdentifier().equals("east-db");
    if (isWriter && isWriterLost) {
      throw DbInstanceNotFoundException.builder().message("gone").build();
    }
    return DescribeDbInstancesResponse.builder().dbInstances(isWriter ? writer : replica).build();
  }

  private GetMetricDataResponse measure(GetMetricDataRequest asked) {
    var times = lags.stream().map(it -> measured).toList();
    var found =
        MetricDataResult.builder()
            .id(asked.metricDataQueries().getFirst().id())
            .timestamps(times)
            .values(lags)
            .build();
    return GetMetricDataResponse.builder().metricDataResults(found).build();
  }

  private DescribeKeyResponse described() {
    return DescribeKeyResponse.builder().keyMetadata(it -> it.keyManager(manager)).build();
  }

  private List<String> found() throws Exception {
    try (var clients =
        new AwsAnswers()
            .to(DescribeDbInstancesRequest.class, this::describe)
            .to(GetMetricDataRequest.class, this::measure)
            .to(DescribeKeyRequest.class, _ -> described())
            .clients()) {
      var look = new Look(clients, "orders", "us-west-2");
      new DatabaseLook(
              new ReplicaLags(clients, InstantSource.fixed(NOW)),
              Duration.ofMinutes(1),
              PlainInstance.at("us-east-1", "east-db"),
              there)
          .look(look);
      return FindingTexts.of(look);
    }
  }

  @Test
  void what_the_writer_has_and_the_replica_lacks_is_told() throws Exception {
    writer =
        writer.copy(it ->
            it.deletionProtection(true)
                .iamDatabaseAuthenticationEnabled(true)
                .performanceInsightsEnabled(true)
                .monitoringInterval(60)
                .allocatedStorage(20)
                .maxAllocatedStorage(100)
                .enabledCloudwatchLogsExports("postgresql"));

    assertThat(found())
        .singleElement()
        .asString()
        .endsWith(
            "west-db in us-west-2 lacks what the writer has: deletion protection, logins by"
                + " IAM, Performance Insights, enhanced monitoring, storage that grows by itself,"
                + " logs in CloudWatch");
  }

  /// Unless the plan says how long, RDS keeps one day of a promoted instance.
  @Test
  void that_less_of_the_past_could_be_restored_after_a_failover_is_told() throws Exception {
    writer = writer.copy(it -> it.backupRetentionPeriod(14));

    assertThat(found())
        .singleElement()
        .asString()
        .endsWith(
            "west-db in us-west-2 would keep its backups for one day once it is the writer,"
                + " which keeps them for 14 days");
  }

  @Test
  void an_instance_of_which_rds_makes_no_replica_is_told() throws Exception {
    replica = replica.copy(it -> it.masterUserSecret(secret -> secret.secretStatus("active")));

    assertThat(found())
        .singleElement()
        .asString()
        .endsWith("Secrets Manager keeps the master password of west-db in us-west-2");
  }

  /// Its tags come with the instance: no right more is needed.
  @Test
  void an_instance_of_a_stack_is_told_with_what_prints_the_lines_that_must_stay() throws Exception {
    var tag = Tag.builder().key("aws:cloudformation:stack-name").value("shop").build();
    change(it -> it.tagList(tag));
    assertThat(found())
        .containsExactly(
            "WARNING LB2018 west-db in us-west-2 belongs to the stack 'shop' of CloudFormation");
    writer = writer.copy(it -> it.tagList(tag));
    assertThat(found()).hasSize(2);
  }

  /// Else a writer that takes fewer connections is noticed by the users who get none.
  @Test
  void a_replica_with_settings_of_rds_beside_a_writer_with_its_own_is_a_warning() throws Exception {
    writer = writer.copy(it -> grouped(it, "shop-16"));
    change(it -> grouped(it, "default.postgres16"));
    assertThat(found())
        .containsExactly(
            "WARNING LB2018 west-db in us-west-2 runs with default.postgres16, the writer with its"
                + " own group shop-16");
    change(it -> grouped(it, "shop-of-the-west"));
    assertThat(found()).isEmpty();
    writer = writer.copy(it -> grouped(it, "default.postgres16"));
    change(it -> grouped(it, "default.postgres16"));
    assertThat(found()).as("of both").isEmpty();
  }

  private static void grouped(DBInstance.Builder instance, String group) {
    instance.dbParameterGroups(
        DBParameterGroupStatus.builder().dbParameterGroupName(group).build());
  }

  private void change(Consumer<DBInstance.Builder> how) {
    replica = replica.copy(how);
  }

  @Test
  void a_replica_of_the_writer_that_keeps_up_is_no_finding() throws Exception {
    assertThat(found()).isEmpty();
  }

  @Test
  void a_lag_of_the_rpo_is_borne_and_a_longer_one_is_an_obstacle() throws Exception {
    lags = List.of(60.0);
    assertThat(found()).isEmpty();
    lags = List.of(60.1);
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB3009 the replica west-db in us-west-2 is 60.1 s behind");
  }

  @Test
  void a_lag_that_nobody_knows_is_never_a_small_one() throws Exception {
    lags = List.of();
    assertThat(found()).singleElement().asString().startsWith("UNKNOWN LB2002");
    lags = List.of(-1.0);
    assertThat(found()).singleElement().asString().contains("nothing replicates");
    lags = List.of(1.0);
    measured = NOW.minus(Duration.ofMinutes(6));
    assertThat(found()).as("of before").singleElement().asString().startsWith("UNKNOWN");
  }

  @Test
  void replication_that_fails_is_an_obstacle() throws Exception {
    var broken =
        DBInstanceStatusInfo.builder()
            .statusType("read replication")
            .normal(false)
            .status("error")
            .build();
    change(it -> it.statusInfos(broken));
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB7009 west-db in us-west-2: replication is 'error'");

    writer = writer.toBuilder().dbInstanceStatus("failed").build();
    assertThat(found()).as("of a writer that fails").isEmpty();
    isWriterLost = true;
    assertThat(found()).as("of a lost writer").isEmpty();
  }

  @Test
  void the_newest_lag_counts() throws Exception {
    lags = List.of(1.0, 90.0);
    assertThat(found()).isEmpty();
  }

  @Test
  void what_follows_nobody_or_another_one_is_no_replica_of_the_writer() throws Exception {
    change(it -> it.readReplicaSourceDBInstanceIdentifier(null));
    assertThat(found())
        .containsExactly("OBSTACLE LB7009 west-db in us-west-2 is no replica of anything");
    change(it -> it.readReplicaSourceDBInstanceIdentifier(WRITERS + "-other"));
    assertThat(found()).singleElement().asString().startsWith("OBSTACLE LB7009");
  }

  /// Goal: a writer that a person's word left behind is told until it is closed.
  @Test
  void an_old_writer_that_is_open_is_told_with_the_line_that_closes_it() throws Exception {
    there =
        new RdsSite(
            "us-west-2",
            "west-db",
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("sg-shut"),
            Optional.empty());
    change(it -> it.readReplicaSourceDBInstanceIdentifier(null));
    grouped("sg-users");
    assertThat(found()).contains("WARNING LB2018 west-db in us-west-2 is open and follows nobody");
    grouped("sg-shut");
    assertThat(found()).hasSize(1);
  }

  private void grouped(String group) {
    change(it ->
        it.vpcSecurityGroups(
            VpcSecurityGroupMembership.builder()
                .vpcSecurityGroupId(group)
                .status("active")
                .build()));
  }

  @Test
  void another_major_version_is_an_obstacle_and_an_older_minor_one_a_warning() throws Exception {
    change(it -> it.engineVersion("15.9"));
    assertThat(found()).singleElement().asString().startsWith("OBSTACLE LB7009");
    change(it -> it.engineVersion("16.3"));
    assertThat(found()).singleElement().asString().startsWith("WARNING LB2018");
    change(it -> it.engineVersion("16.10"));
    assertThat(found()).as("a newer one").singleElement().asString().startsWith("WARNING LB2018");
  }

  @Test
  void a_writer_that_rds_upgrades_past_its_replica_is_told() throws Exception {
    writer = writer.copy(it -> it.autoMinorVersionUpgrade(true));
    change(it -> it.autoMinorVersionUpgrade(false));
    assertThat(found()).singleElement().asString().contains("minor version is upgraded by RDS");
    change(it -> it.autoMinorVersionUpgrade(true));
    assertThat(found()).isEmpty();
  }

  /// No run can hand it on: no policy grants RDS a key that no plan names.
  @Test
  void a_key_of_ones_own_for_performance_insights_is_told() throws Exception {
    writer =
        writer.copy(it -> it.performanceInsightsEnabled(true).performanceInsightsKMSKeyId(KEY));
    change(it -> it.performanceInsightsEnabled(true));
    assertThat(found())
        .singleElement()
        .asString()
        .endsWith("the Performance Insights of east-db in us-east-1 are encrypted by " + KEY);
    manager = KeyManagerType.AWS;
    assertThat(found()).isEmpty();
  }

  @Test
  void a_smaller_replica_and_one_without_a_standby_are_warnings() throws Exception {
    change(it -> it.dbInstanceClass("db.t4g.micro"));
    writer = writer.copy(it -> it.multiAZ(true));
    assertThat(found()).hasSize(2).allSatisfy(it -> assertThat(it).startsWith("WARNING LB2018"));
  }

  @Test
  void a_writer_that_cannot_be_asked_keeps_nobody_from_leaving_it() throws Exception {
    isWriterLost = true;
    change(it -> it.engineVersion("15.9"));
    assertThat(found()).isEmpty();
  }
}
