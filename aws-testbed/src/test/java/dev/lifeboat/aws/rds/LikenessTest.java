package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.guard.ReportedPositions;
import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.Databases;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/// After a failover the home database is made anew, and is to be what it was.
@ExtendWith(TestBed.InTests.class)
final class LikenessTest {
  private static final Goal.Replicating HOME =
      new Goal.Replicating("orders", "east", "west", Goal.Level.STREAMING);
  private static final int TURNS = 60;

  private final TestBed bed;
  private final AwsClients clients;
  private final Databases databases;
  private final DynamoPlacements placements;
  private final String group = "group-" + UUID.randomUUID().toString().substring(0, 8);

  LikenessTest(TestBed bed) {
    this.bed = bed;
    this.clients = bed.newClients();
    this.databases = new Databases(bed, clients);
    this.placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
  }

  @BeforeEach
  void place() throws Exception {
    placements.compareAndSet(
        Optional.empty(),
        Placement.first("shop", "east")
            .claimedBy(AwsReconcilerContract.RUN)
            .promoted("west", AwsReconcilerContract.EPOCH));
    databases.createParameterGroup(group);
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void a_replica_is_what_the_instance_was_that_made_way_for_it() throws Exception {
    databases.createWriterAs(it ->
        it.engine("postgres")
            .dbParameterGroupName(group)
            .multiAZ(true)
            .deletionProtection(true)
            .enableIAMDatabaseAuthentication(true)
            .enableCloudwatchLogsExports("postgresql")
            .monitoringInterval(60)
            .monitoringRoleArn("arn:aws:iam::123456789012:role/rds-monitoring-role")
            .autoMinorVersionUpgrade(false)
            .maxAllocatedStorage(100)
            .preferredBackupWindow("02:00-02:30")
            .preferredMaintenanceWindow("sat:04:00-sat:04:30")
            .tags(Tag.builder().key("team").value("payments").build()));
    databases.createWriterInRecovery("postgres");

    reach(databases.instances());

    var home = databases.primary(databases.name());
    assertThat(home.multiAZ()).isTrue();
    assertThat(home.deletionProtection()).isTrue();
    assertThat(home.iamDatabaseAuthenticationEnabled()).isTrue();
    assertThat(home.monitoringInterval()).isEqualTo(60);
    assertThat(home.autoMinorVersionUpgrade()).isFalse();
    assertThat(home.maxAllocatedStorage()).isEqualTo(100);
    assertThat(home.enabledCloudwatchLogsExports()).containsExactly("postgresql");
    assertThat(home.preferredBackupWindow()).isEqualTo("02:00-02:30");
    assertThat(home.preferredMaintenanceWindow()).isEqualTo("sat:04:00-sat:04:30");
    assertThat(home.tagList()).anyMatch(it -> it.key().equals("team"));
    assertRunsWithGroup(home);
  }

  /// RDS takes the group only once the replica of PostgreSQL is there.
  @Test
  void a_replica_of_postgresql_runs_with_the_group_that_the_plan_names() throws Exception {
    databases.createWriter("postgres");
    databases.createWriterInRecovery("postgres");
    var east = databases.site(TestBed.PRIMARY);
    var named =
        new RdsSite(
            east.awsRegion(),
            east.instance(),
            east.subnetGroup(),
            east.securityGroups(),
            Optional.of(group),
            east.kmsKey(),
            east.fenceGroup(),
            east.backupRetentionDays());

    reach(databases.instances(named));

    assertRunsWithGroup(databases.primary(databases.name()));
  }

  /// The run that set it aside was given up, and another one goes on.
  @Test
  void what_made_way_for_an_earlier_run_is_resembled_too() throws Exception {
    databases.createWriterInRecovery("postgres");
    databases.protectInPrimary(
        databases.leaveInPrimary(AwsReconcilerContract.EPOCH - 1).dbInstanceIdentifier(), true);

    reach(databases.instances());

    assertThat(databases.primary(databases.name()).deletionProtection()).isTrue();
  }

  @Test
  void where_nothing_made_way_the_writers_own_settings_are_given() throws Exception {
    databases.createWriter("postgres");
    databases.deletePrimary();
    databases.createWriterInRecovery("postgres");
    databases.protectRecovery();

    reach(databases.instances());

    assertThat(databases.primary(databases.name()).deletionProtection()).isTrue();
  }

  private void assertRunsWithGroup(DBInstance instance) {
    assertThat(instance.dbParameterGroups())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.dbParameterGroupName()).isEqualTo(group);
          assertThat(it.parameterApplyStatus()).isEqualTo("in-sync");
        });
  }

  private void reach(RdsInstances instances) throws Exception {
    var replication =
        new RdsReplication(
            instances,
            new PresentClaim(placements, "shop"),
            new ReportedPositions(
                new GuardReports(Tables.table(bed, Tables.newJournals(bed)), "shop")),
            new ReplicaLags(clients, InstantSource.system()));
    for (int turn = 1; turn <= TURNS; turn++) {
      if (replication.observe(HOME) instanceof Observation.Met) {
        return;
      }
      ask(replication, turn);
      LookPause.pass();
    }
    throw new AssertionError("not met: " + replication.observe(HOME).text());
  }

  private static void ask(RdsReplication replication, int number) throws InterruptedException {
    try {
      replication.pursue(HOME, AwsReconcilerContract.ofTheOpenRun(number));
    } catch (ProblemException passing) {
      assertThat(passing.problem().happened()).doesNotContain("can't be specified");
    }
  }
}
