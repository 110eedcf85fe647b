package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.claim.PromotionGate;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.DBInstanceStatusInfo;

/// Whether a replica could be promoted, by what RDS says of it once its source is lost. The engine
/// has moved the placement by the time it asks last.
final class PromotableReplicaTest {
  private final AnsweredInstances rds = new AnsweredInstances(Optional.empty());
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));

  @ParameterizedTest
  @CsvSource({
    "available,Ready",
    "storage-optimization,Ready",
    "configuring-log-exports,Ready",
    "backing-up,NotReady",
    "modifying,NotReady",
    "creating,NotReady"
  })
  void one_that_serves_is_asked_unless_it_is_backed_up(String status, String readiness)
      throws Exception {
    rds.change("west-db", it -> it.dbInstanceStatus(status));

    assertThat(readiness().getClass().getSimpleName()).isEqualTo(readiness);
  }

  /// Goal: nobody waits for what never comes: it is a person who accepts the loss.
  @Test
  void one_whose_replication_was_given_up_is_no_candidate() throws Exception {
    rds.change(
        "west-db",
        it ->
            it.statusInfos(
                DBInstanceStatusInfo.builder()
                    .statusType("read replication")
                    .normal(false)
                    .status("terminated")
                    .message("stopped for 30 days")
                    .build()));

    assertThat(readiness())
        .isInstanceOfSatisfying(
            Readiness.NoCandidate.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB3011);
              assertThat(told.problem().happened())
                  .contains("replication is 'terminated': stopped for 30 days");
            });
  }

  private Readiness readiness() throws Exception {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "west"));
    var gate =
        new PromotionGate(
            new PromotionReadiness(placements, "shop"),
            new PresentClaim(placements, "shop"),
            placements.records("shop"),
            new RegionPair("east", "west"),
            InstantSource.fixed(AnsweredInstances.NOW));
    return new RdsPromotion(rds.instances, gate).readiness(new Goal.Promoted("orders", "west"));
  }
}
