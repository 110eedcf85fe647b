package dev.lifeboat.aws.rds;

import static dev.lifeboat.aws.rds.AnsweredInstances.NOW;
import static dev.lifeboat.aws.rds.AnsweredInstances.arn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.aws.guard.ReportedPositions;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceStatusInfo;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/// `west-db` is to follow the writer `east-db`, under epoch 2.
final class ReplicationGoalTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Replicating GOAL =
      new Goal.Replicating("orders", "west", "east", Goal.Level.STREAMING);
  private static final String ASIDE = "west-db-before-e2";

  private AnsweredInstances rds = new AnsweredInstances(Optional.of("sg-shut"));
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private RdsReplication replication = replication();

  private RdsReplication replication() {
    return new RdsReplication(
        rds.instances,
        new PresentClaim(placements, "shop"),
        new ReportedPositions(new GuardReports(MemoryDynamo.table(new MemoryDynamo()), "shop")),
        new ReplicaLags(rds.instances.clients(), InstantSource.fixed(NOW)));
  }

  @BeforeEach
  void claim() throws Exception {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east").claimedBy(RUN));
    rds.answers.to(GetMetricDataRequest.class, _ -> GetMetricDataResponse.builder().build());
  }

  private void assertPending(String why) throws Exception {
    assertThat(replication.observe(GOAL))
        .isInstanceOfSatisfying(
            Observation.Pending.class, it -> assertThat(it.why()).contains(why));
  }

  private void pursue() throws Exception {
    replication.pursue(
        GOAL, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1)));
  }

  private void assertRefused(Code code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(this::pursue)
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(code));
  }

  private void change(Consumer<DBInstance.Builder> how) {
    rds.change("west-db", how);
  }

  private static DBParameterGroupStatus tuned(String status) {
    return DBParameterGroupStatus.builder()
        .dbParameterGroupName("tuned")
        .parameterApplyStatus(status)
        .build();
  }

  private void madeByRun(Consumer<DBInstance.Builder> how) {
    change(it ->
        it.tagList(
            Tag.builder().key("lifeboat:run").value("r-1").build(),
            Tag.builder().key("lifeboat:instead-of").value(ASIDE).build()));
    change(how);
    rds.put(ASIDE, it -> it.dbParameterGroups(tuned("in-sync")));
  }

  @Test
  void a_replica_of_the_writer_that_replicates_is_as_it_must_be_and_left_alone() throws Exception {
    assertThat(replication.observe(GOAL)).isInstanceOf(Observation.Met.class);
    pursue();
    assertThat(rds.changes()).isEmpty();
  }

  @Test
  void what_follows_nobody_or_another_does_not_follow_the_writer() throws Exception {
    change(it -> it.readReplicaSourceDBInstanceIdentifier(null));
    assertPending("does not follow the writer");
    change(it -> it.readReplicaSourceDBInstanceIdentifier(arn("east-db") + "-old"));
    assertPending("does not follow the writer");
    rds.all.remove("west-db");
    assertPending("there is no 'west-db'");
  }

  @Test
  void one_that_is_not_available_or_does_not_replicate_is_not_there_yet() throws Exception {
    change(it -> it.dbInstanceStatus("creating"));
    assertPending("west-db is creating");
    change(it ->
        it.dbInstanceStatus("available")
            .statusInfos(
                DBInstanceStatusInfo.builder()
                    .statusType("read replication")
                    .normal(false)
                    .status("error")
                    .build()));
    assertPending("replication is 'error'");
    change(it -> it.statusInfos(List.of()));
    assertPending("west-db is available");
  }

  @Test
  void one_that_a_run_made_is_whole_once_it_has_what_the_former_one_had() throws Exception {
    madeByRun(it -> {});
    assertPending("it was not given its parameter group and windows yet");
    assertRefused(Code.LB2005);
    assertThat(rds.answers.asked(ModifyDbInstanceRequest.class))
        .singleElement()
        .extracting(ModifyDbInstanceRequest::dbParameterGroupName)
        .isEqualTo("tuned");

    madeByRun(it -> it.dbParameterGroups(tuned("pending-reboot")));
    assertPending("its parameter group tuned is pending-reboot");
    pursue();
    assertThat(rds.changes()).containsExactly("ModifyDbInstance", "RebootDbInstance");
  }

  @Test
  void rds_is_asked_for_no_change_beside_another_one() throws Exception {
    madeByRun(it -> it.dbInstanceStatus("modifying"));
    pursue();
    assertThat(rds.changes()).isEmpty();
  }

  @Test
  void a_replica_is_made_of_the_writer_under_the_name_that_services_know() throws Exception {
    rds.all.remove("west-db");
    pursue();
    assertThat(rds.answers.asked(CreateDbInstanceReadReplicaRequest.class))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.dbInstanceIdentifier()).isEqualTo("west-db");
          assertThat(it.sourceDBInstanceIdentifier()).isEqualTo(arn("east-db"));
          assertThat(it.sourceRegion()).isEqualTo("us-east-1");
        });
  }

  @Test
  void a_writer_of_before_makes_way_and_is_named_by_its_successor() throws Exception {
    change(it -> it.readReplicaSourceDBInstanceIdentifier(null));
    pursue();
    assertThat(rds.changes()).containsExactly("ModifyDbInstance", "CreateDbInstanceReadReplica");
    assertThat(rds.all).containsKey(ASIDE).doesNotContainKey("west-db");
    assertThat(rds.answers.asked(CreateDbInstanceReadReplicaRequest.class).getFirst().tags())
        .contains(Tag.builder().key("lifeboat:instead-of").value(ASIDE).build());
  }

  @Test
  void while_it_cannot_make_way_nothing_is_made() {
    change(it -> it.readReplicaSourceDBInstanceIdentifier(null).dbInstanceStatus("modifying"));
    assertRefused(Code.LB2005);
    assertThat(rds.changes()).isEmpty();
  }

  private void shut(Tag... tags) {
    change(it -> it.readReplicaSourceDBInstanceIdentifier(null).tagList(tags));
    rds.group("west-db", "sg-shut");
  }

  /// Else it is in the network's default group, where services cannot reach it once it is promoted.
  @Test
  void in_place_of_a_closed_one_it_is_in_the_groups_of_before() throws Exception {
    shut(Tag.builder().key("lifeboat:groups").value("sg-users sg-ops").build());
    assertThat(replication.preflight(GOAL)).isEqualTo(Readiness.ready());
    assertMadeIn("sg-users", "sg-ops");
  }

  private void assertMadeIn(String... groups) throws Exception {
    pursue();
    assertThat(rds.answers.asked(CreateDbInstanceReadReplicaRequest.class))
        .singleElement()
        .satisfies(it -> assertThat(it.vpcSecurityGroupIds()).containsExactly(groups));
  }

  @Test
  void the_groups_of_the_plan_count_before_those_of_a_closed_one() throws Exception {
    rds = new AnsweredInstances(Optional.of("sg-shut"), List.of("sg-planned"));
    replication = replication();
    shut(Tag.builder().key("lifeboat:groups").value("sg-users").build());
    assertMadeIn("sg-planned");
  }

  @Test
  void a_closed_one_whose_groups_of_before_nobody_knows_does_not_make_way() throws Exception {
    shut();
    assertNotReady(GOAL, Code.LB2008);
    assertRefused(Code.LB2008);
    assertThat(rds.changes()).isEmpty();
  }

  /// Else the only writer would be given another name.
  @Test
  void nothing_makes_way_in_the_region_of_the_writer() throws Exception {
    placements.compareAndSet(
        placements.read("shop"), placements.read("shop").orElseThrow().promoted("west", 2));
    change(it -> it.readReplicaSourceDBInstanceIdentifier(null));
    assertRefused(Code.LB3003);
    assertThat(rds.changes()).isEmpty();
  }

  private enum Fault {
    BUSY(it -> it.dbInstanceStatus("modifying"), Code.LB2013),
    WITHOUT_BACKUPS(it -> it.backupRetentionPeriod(0), Code.LB2013),
    PASSWORD_ELSEWHERE(it -> it.masterUserSecret(MasterUserSecret.builder().build()), Code.LB2008),
    ENCRYPTED(it -> it.storageEncrypted(true).kmsKeyId("k"), Code.LB2008);

    private final Consumer<DBInstance.Builder> how;
    private final Code code;

    Fault(Consumer<DBInstance.Builder> how, Code code) {
      this.how = how;
      this.code = code;
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_such_a_writer_rds_makes_no_replica(Fault fault) throws Exception {
    assertThat(replication.preflight(GOAL)).isEqualTo(Readiness.ready());
    rds.change("east-db", fault.how);
    assertNotReady(GOAL, fault.code);
  }

  private void assertNotReady(Goal.Replicating goal, Code code) throws Exception {
    assertThat(replication.preflight(goal))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class, it -> assertThat(it.problem().code()).isEqualTo(code));
  }

  @Test
  void nothing_is_fenced_for_a_replica_that_would_never_hold_everything() throws Exception {
    var complete = new Goal.Replicating("orders", "west", "east", Goal.Level.COMPLETE);
    change(it ->
        it.statusInfos(
            DBInstanceStatusInfo.builder()
                .statusType("read replication")
                .normal(false)
                .status("error")
                .build()));
    assertNotReady(complete, Code.LB2013);
  }
}
