package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Databases;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBed.InTests.class)
final class RdsPromotionTest extends AwsReconcilerContract<Goal.Promoted> {
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
  protected Placement placed() {
    return super.placed().promoted("west", EPOCH);
  }

  @Override
  protected Goal.Promoted goal() {
    return new Goal.Promoted("orders", "west");
  }

  @Override
  protected Reconciler<Goal.Promoted> reconciler() {
    return new RdsPromotion(databases.instances(), gate());
  }

  @Override
  protected String region() {
    return TestBed.RECOVERY;
  }

  @Override
  protected String service() {
    return "rds";
  }

  @Override
  protected String operation() {
    return "PromoteReadReplica";
  }

  /// It asks for the placement too.
  @Override
  protected boolean isLook(GatedCall call) {
    return super.isLook(call) || call.operation().equals("GetItem");
  }

  /// A second one would be refused, since there is nothing left to promote.
  @Override
  protected void assertOneEffect() {
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

  /// As it is once its source is lost.
  @Test
  void a_replica_whose_replication_fails_is_promoted() throws Exception {
    databases.breakReplication("error");
    bed.gate().cut(TestBed.PRIMARY, Cut.REFUSE);
    assertThat(reconciler().preflight(goal())).isEqualTo(Readiness.ready());
    pursueUnlessItPasses(1);
    reach();
  }

  /// RDS refuses it meanwhile, and nothing is lost by asking again.
  @Test
  void a_replica_whose_backup_is_under_way_is_promoted_after_it() throws Exception {
    databases.keepBackupsInRecovery(1);
    while (!databases.recovery(databases.name()).dbInstanceStatus().equals("backing-up")) {
      LookPause.pass();
    }
    assertThat(reconciler().preflight(goal())).isInstanceOf(Readiness.NotReady.class);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(goal(), attempt(1)))
        .satisfies(told -> {
          assertThat(told.problem().code()).isEqualTo(Code.LB2005);
          assertThat(told.problem().happened()).contains("is backing-up");
        });
    pursueUnlessItPasses(2);
    reach();
    assertOneEffect();
  }

  /// Users are served by then, and wait for no backup.
  @Test
  void it_is_done_while_the_first_backup_is_under_way() throws Exception {
    pursueUnlessItPasses(1);
    reach();
    assertThat(databases.recovery(databases.name()).dbInstanceStatus()).isEqualTo("backing-up");
    assertThat(databases.recovery(databases.name()).backupRetentionPeriod()).isEqualTo(1);
    while (!databases.recovery(databases.name()).dbInstanceStatus().equals("available")) {
      LookPause.pass();
    }
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Met.class);
  }

  /// Its source is lost with its region, so that its replication is in error.
  @Test
  void a_replica_of_a_lost_writer_is_promoted() throws Exception {
    bed.gate().lose(TestBed.PRIMARY, Cut.HANG);
    var here = databases.instances().present("west").orElseThrow();
    assertThat(RdsStatus.isReplicating(here)).isFalse();
    assertThat(RdsStatus.replicationFault(here)).isPresent();
    assertThat(reconciler().preflight(goal())).isEqualTo(Readiness.ready());
    pursueUnlessItPasses(1);
    reach();
  }

  @Test
  void backups_are_kept_as_long_as_by_what_made_way() throws Exception {
    databases.makeWayInRecovery(9);
    pursueUnlessItPasses(1);
    reach();
    assertThat(databases.recovery(databases.name()).backupRetentionPeriod()).isEqualTo(9);
  }

  @Test
  void one_whose_replication_rds_gave_up_is_no_candidate_without_a_word() throws Exception {
    databases.breakReplication("terminated");
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NoCandidate.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB3011);
              assertThat(told.problem().happened()).contains("'terminated'");
            });
  }

  @Test
  void a_replica_that_was_deleted_is_named_before_anything_is_asked_for() throws Exception {
    databases.deleteReplica();
    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB7005);
              assertThat(told.problem().happened())
                  .contains(TestBed.RECOVERY, "orders", databases.name());
            });
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(goal(), attempt(1)))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB7005));
  }

  /// What it looks like is what a promoted replica looks like too.
  @Test
  void a_former_writer_is_no_candidate_and_is_promoted_by_a_persons_word_alone() throws Exception {
    var former = new Goal.Promoted("orders", "east");
    place(placements().read("shop").orElseThrow().promoted("east", EPOCH));
    databases.deleteReplica();

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(former, attempt(1)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3011));
    assertThat(reconciler().observe(former)).isInstanceOf(Observation.Pending.class);

    var word = new Succession(1, List.of(), Optional.of("LOSS ACCEPTED by ann: it burnt"));
    reconciler().pursue(former, new Attempt(RUN, new StepId("s"), EPOCH, 1, Instant.MAX, word));

    assertThat(reconciler().observe(former)).isInstanceOf(Observation.Met.class);
  }

  /// Undone: the writer stays what it was, and its replica follows it still.
  @Test
  void whom_the_other_copy_follows_may_be_the_writer_again() throws Exception {
    var home = new Goal.Promoted("orders", "east");
    place(placements().read("shop").orElseThrow().promoted("east", EPOCH));

    reconciler().pursue(home, attempt(1));

    assertThat(reconciler().observe(home)).isInstanceOf(Observation.Met.class);
  }

  /// The same, where the region that is given up does not answer: then its record tells.
  @Test
  void a_first_writer_may_be_it_again_without_a_call_to_the_other_region() throws Exception {
    var home = new Goal.Promoted("orders", "east");
    placements().records("shop").keep("orders", "east", new FollowRecord(1, Optional.empty()));
    place(placements().read("shop").orElseThrow().promoted("east", EPOCH));
    bed.gate().cut(TestBed.RECOVERY, Cut.UNAVAILABLE);

    reconciler().pursue(home, attempt(1));

    assertThat(reconciler().observe(home)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void a_region_that_does_not_answer_shows_nothing() throws Exception {
    var home = new Goal.Promoted("orders", "east");
    place(placements().read("shop").orElseThrow().promoted("east", EPOCH));
    bed.gate().cut(TestBed.RECOVERY, Cut.UNAVAILABLE);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(home, attempt(1)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3011));
  }

  @Test
  void a_copy_that_follows_nobody_is_told_before_anything_is_fenced() throws Exception {
    databases.deleteReplica();
    databases.deletePrimary();
    databases.createWriterInRecovery("postgres");
    place(Placement.first("shop", "east"));

    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NoCandidate.class,
            told -> assertThat(told.problem().happened()).contains("not that of epoch 1"));
  }

  private void place(Placement next) throws ProblemException {
    placements().compareAndSet(placements().read("shop"), next);
  }
}
