package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.rds.RdsPromotion;
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

@ExtendWith(TestBed.InTests.class)
final class RdsPromotionTest extends ReconcilerContract<Goal.Promoted> {
  private final Databases databases;

  RdsPromotionTest(TestBed bed) {
    super(bed);
    this.databases = new Databases(bed, clients);
  }

  @BeforeEach
  void provision() {
    databases.createReplica(databases.createWriter("postgres"));
  }

  /// The engine moves the placement before it asks for a promotion.
  @Override
  Placement placed() {
    return super.placed().promoted("west", EPOCH);
  }

  @Override
  Goal.Promoted goal() {
    return new Goal.Promoted("orders", "west");
  }

  @Override
  Reconciler<Goal.Promoted> reconciler() {
    return new RdsPromotion(databases.instances(), claim());
  }

  @Override
  String region() {
    return TestBed.RECOVERY;
  }

  @Override
  String service() {
    return "rds";
  }

  @Override
  String operation() {
    return "PromoteReadReplica";
  }

  /// A second one would be refused, since there is nothing left to promote.
  @Override
  void assertOneEffect() {
    assertThat(databases.recovery(databases.name()).readReplicaSourceDBInstanceIdentifier())
        .isNull();
    assertThat(databases.primary(databases.name()).readReplicaDBInstanceIdentifiers()).isEmpty();
  }

  @Test
  void it_needs_nothing_of_the_region_that_was_lost() throws Exception {
    bed.gate().cut(TestBed.PRIMARY, Cut.HANG);
    int before = bed.gate().calls().size();
    assertThat(reconciler().preflight(goal())).isEqualTo(Readiness.ready());
    pursueUnlessItPasses(1);
    reach();
    assertThat(bed.gate().callsSince(before))
        .noneMatch(call -> call.region().equals(TestBed.PRIMARY));
  }

  @Test
  void a_replica_that_was_deleted_is_named_before_anything_is_asked_for() throws Exception {
    databases.deleteReplica();
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB7003);
              assertThat(told.problem().happened())
                  .contains(TestBed.RECOVERY, "orders", databases.name());
            });
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(goal(), attempt(1)))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB7003));
  }
}
