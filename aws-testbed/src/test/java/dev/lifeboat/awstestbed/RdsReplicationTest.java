package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.rds.RdsPromotion;
import dev.lifeboat.aws.rds.RdsReplication;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// After a failover: `west` holds the writer, and `east` still has the one of before.
@ExtendWith(TestBed.InTests.class)
final class RdsReplicationTest extends ReconcilerContract<Goal.Replicating> {
  private final Databases databases;

  RdsReplicationTest(TestBed bed) {
    super(bed);
    this.databases = new Databases(bed, clients);
  }

  @BeforeEach
  void leaveTwoWriters() {
    databases.createWriter("mysql");
    databases.createWriterInRecovery("mysql");
  }

  @Override
  Placement placed() {
    return super.placed().promoted("west", EPOCH);
  }

  @Override
  Goal.Replicating goal() {
    return new Goal.Replicating("orders", "east", "west", Goal.Level.STREAMING);
  }

  @Override
  Reconciler<Goal.Replicating> reconciler() {
    return new RdsReplication(databases.instances(), claim());
  }

  @Override
  String region() {
    return TestBed.PRIMARY;
  }

  @Override
  String service() {
    return "rds";
  }

  @Override
  String operation() {
    return "CreateDBInstanceReadReplica";
  }

  /// The former writer is kept, under a name that says which run it made way for; the replica has
  /// the name that services know.
  @Override
  void assertOneEffect() {
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
  void a_writer_that_was_set_aside_is_never_taken_for_the_writer_again() throws Exception {
    pursueUnlessItPasses(1);
    reach();
    var home = new Goal.Promoted("orders", "east");
    var promotion = new RdsPromotion(databases.instances(), claim());
    assertThat(promotion.observe(home))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            pending -> assertThat(pending.why()).contains("a replica of"));
  }

  @Test
  void the_writer_is_never_set_aside() {
    var wrong = new Goal.Replicating("orders", "west", "east", Goal.Level.STREAMING);
    int before = bed.gate().calls().size();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(wrong, attempt(1)))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB3003);
          assertThat(refused.problem().happened()).contains("names west as its writer");
        });
    assertThat(bed.gate().calls().subList(before, bed.gate().calls().size()))
        .noneMatch(call -> call.operation().equals("ModifyDBInstance"))
        .noneMatch(call -> call.operation().equals(operation()));
  }

  @Test
  void that_a_replica_holds_everything_is_not_claimed() throws Exception {
    var complete = new Goal.Replicating("orders", "east", "west", Goal.Level.COMPLETE);
    assertThat(reconciler().preflight(complete)).isInstanceOf(Readiness.NotReady.class);
    assertThat(reconciler().observe(complete)).isInstanceOf(Observation.Pending.class);
  }
}
