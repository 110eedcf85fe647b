package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.guard.ReportedPositions;
import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.Databases;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// After a failover: `west` holds the writer, and `east` still has the one of before.
@ExtendWith(TestBed.InTests.class)
final class RdsReplicationTest extends AwsReconcilerContract<Goal.Replicating> {
  private static final Goal.Replicating COMPLETE =
      new Goal.Replicating("orders", "east", "west", Goal.Level.COMPLETE);

  private final Databases databases;
  private final GuardReports reports;

  RdsReplicationTest(TestBed bed) {
    super(bed);
    this.databases = new Databases(bed, clients);
    this.reports = new GuardReports(Tables.table(bed, Tables.newJournals(bed)), "shop");
  }

  @BeforeEach
  void leaveTwoWriters() {
    databases.createWriter("mysql");
    databases.createWriterInRecovery("mysql");
  }

  @Override
  protected Placement placed() {
    return super.placed().promoted("west", EPOCH);
  }

  @Override
  protected Goal.Replicating goal() {
    return new Goal.Replicating("orders", "east", "west", Goal.Level.STREAMING);
  }

  @Override
  protected Reconciler<Goal.Replicating> reconciler() {
    return new RdsReplication(
        databases.instances(),
        claim(),
        new ReportedPositions(reports),
        new ReplicaLags(clients, InstantSource.system()));
  }

  @Override
  protected String region() {
    return TestBed.PRIMARY;
  }

  @Override
  protected String service() {
    return "rds";
  }

  @Override
  protected String operation() {
    return "CreateDBInstanceReadReplica";
  }

  /// The former writer is kept, under a name that says which run it made way for; the replica has
  /// the name that services know.
  @Override
  protected void assertOneEffect() {
    assertThat(databases.inPrimary())
        .containsExactly(databases.name(), databases.name() + "-before-e" + EPOCH);
    assertThat(databases.primary(databases.name()).readReplicaSourceDBInstanceIdentifier())
        .isEqualTo(databases.recovery(databases.name()).dbInstanceArn());
    assertThat(
            databases
                .primary(databases.name() + "-before-e" + EPOCH)
                .readReplicaSourceDBInstanceIdentifier())
        .isNull();
  }

  @Test
  @Tag("invariant-49")
  void a_writer_that_was_set_aside_is_never_taken_for_the_writer_again() throws Exception {
    pursueUnlessItPasses(1);
    reach();
    var home = new Goal.Promoted("orders", "east");
    var promotion = new RdsPromotion(databases.instances(), gate());
    assertThat(promotion.observe(home))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            pending -> assertThat(pending.why()).contains("a replica of"));
  }

  @Test
  @Tag("invariant-48")
  void the_writer_is_never_set_aside() {
    var wrong = new Goal.Replicating("orders", "west", "east", Goal.Level.STREAMING);
    int before = bed.gate().calls().size();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(wrong, attempt(1)))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB3003);
          assertThat(refused.problem().happened()).contains("names west as its writer");
        });
    assertThat(bed.gate().callsSince(before))
        .noneMatch(call -> call.operation().equals("ModifyDBInstance"))
        .noneMatch(call -> call.operation().equals(operation()));
  }

  @Test
  void an_encrypted_source_without_a_key_in_the_other_region_is_told() throws Exception {
    databases.deleteReplica();
    databases.createEncryptedWriterInRecovery();
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told ->
                assertThat(told.problem().happened())
                    .contains("is encrypted, and the plan names no key of " + TestBed.PRIMARY));
  }

  @Test
  void a_key_for_a_source_that_is_not_encrypted_is_told() throws Exception {
    var keyed = databases.instances(databases.siteWithKey(TestBed.PRIMARY, "alias/shop"));
    assertThat(
            new RdsReplication(
                    keyed,
                    claim(),
                    new ReportedPositions(reports),
                    new ReplicaLags(clients, InstantSource.system()))
                .preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told ->
                assertThat(told.problem().happened())
                    .contains("is not encrypted, and the plan names a key of " + TestBed.PRIMARY));
  }

  @Test
  void a_source_whose_password_secrets_manager_keeps_is_told_before_anything_makes_way()
      throws Exception {
    databases.manageRecovery();
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told ->
                assertThat(told.problem().happened())
                    .contains("Secrets Manager keeps the master password of " + databases.name()));
  }

  /// RDS refuses it for good, in the words of what passes.
  @Test
  void a_writer_that_keeps_no_backups_is_told_before_anything_makes_way() throws Exception {
    databases.keepBackupsInRecovery(0);
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().happened())
                  .contains(databases.name() + " keeps no automated backups");
              assertThat(told.problem().retry()).isEqualTo(Problem.Retry.NEVER);
            });
    databases.deletePrimary();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(goal(), attempt(1)))
        .satisfies(refused ->
            assertThat(refused.problem().happened()).contains("backups are not enabled"));
    assertThat(databases.inPrimary()).isEmpty();
  }

  @Test
  void where_nothing_makes_way_a_late_request_makes_nothing_either() {
    databases.deletePrimary();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(goal(), ofTheRunBefore()))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3002));
    assertThat(databases.inPrimary()).isEmpty();
  }

  @Test
  void without_guards_nothing_is_claimed_to_hold_everything() throws Exception {
    assertThat(reconciler().preflight(COMPLETE)).isInstanceOf(Readiness.NotReady.class);
    assertThat(reconciler().observe(COMPLETE)).isInstanceOf(Observation.Pending.class);
  }

  /// A planned move would fence its writer and wait for nothing.
  @Test
  void of_a_replica_whose_replication_fails_nothing_is_awaited() throws Exception {
    tell("west", GuardedState.Standing.OPEN, "");
    tell("east", GuardedState.Standing.REPLICA, "0/20");
    databases.deleteReplica();
    databases.createReplica(databases.primary(databases.name()));
    databases.breakReplication("error");
    var away = new Goal.Replicating("orders", "west", "east", Goal.Level.COMPLETE);
    assertThat(reconciler().preflight(away))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> assertThat(told.problem().happened()).contains("replication is 'error'"));
  }

  private void tell(String region, GuardedState.Standing standing, String position)
      throws Exception {
    reports.tell(region, new GuardedState("orders", standing, position, ""));
  }

  /// Only what both guards tell after the first look counts, which comes after the fence.
  @Test
  @Tag("invariant-55")
  void a_replica_holds_everything_once_both_guards_say_so_anew() throws Exception {
    tell("west", GuardedState.Standing.CLOSED, "0/10");
    tell("east", GuardedState.Standing.REPLICA, "0/20");
    var looked = reconciler();
    assertThat(looked.preflight(COMPLETE)).isEqualTo(Readiness.ready());
    assertThat(looked.observe(COMPLETE)).isInstanceOf(Observation.Pending.class);
    tell("east", GuardedState.Standing.REPLICA, "0/20");
    assertThat(looked.observe(COMPLETE)).isInstanceOf(Observation.Pending.class);

    tell("west", GuardedState.Standing.CLOSED, "0/30");
    assertThat(looked.observe(COMPLETE))
        .isEqualTo(Observation.pending("west is CLOSED at 0/30, east is REPLICA at 0/20"));

    tell("east", GuardedState.Standing.REPLICA, "0/30");
    assertThat(looked.observe(COMPLETE)).isInstanceOf(Observation.Met.class);
  }

  @ParameterizedTest
  @CsvSource({"OPEN,REPLICA", "UNKNOWN,REPLICA", "CLOSED,UNKNOWN", "CLOSED,CLOSED"})
  void as_long_as_one_of_them_stands_otherwise_nothing_is_claimed(
      GuardedState.Standing source, GuardedState.Standing replica) throws Exception {
    var looked = reconciler();
    for (int told = 0; told < 3; told++) {
      tell("west", source, source == GuardedState.Standing.CLOSED ? "0/1" : "");
      tell("east", replica, replica == GuardedState.Standing.UNKNOWN ? "" : "0/2");
      assertThat(looked.observe(COMPLETE)).isInstanceOf(Observation.Pending.class);
    }
  }
}
