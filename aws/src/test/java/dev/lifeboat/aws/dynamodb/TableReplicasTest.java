package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;

/// Placements in three regions of one table: any of them may be silent, and none is believed that
/// could contradict another.
final class TableReplicasTest {
  private static final Placement FIRST = Placement.first("shop", "east");
  private static final Placement CLAIMED = FIRST.claimedBy(new RunId("r-1"));

  private final MemoryDynamo items = new MemoryDynamo();
  private final ReplicaOfMemory arbiter = replica("us-east-2", "us-west-2", "us-east-1");
  private final ReplicaOfMemory recovery = replica("us-west-2", "us-east-2", "us-east-1");
  private final ReplicaOfMemory primary = replica("us-east-1", "us-east-2", "us-west-2");

  private ReplicaOfMemory replica(String region, String... others) {
    return new ReplicaOfMemory(items, region, List.of(others));
  }

  private DynamoPlacements placements() {
    return new DynamoPlacements(
        DynamoTable.ofReplicas(List.of(arbiter.table(), recovery.table(), primary.table())));
  }

  private static Problem problem(ThrowingCallable call) {
    return assertThatExceptionOfType(ProblemException.class).isThrownBy(call).actual().problem();
  }

  @Test
  void a_run_is_claimed_while_any_one_region_is_silent_and_all_see_it() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    arbiter.silent = true;

    placements().compareAndSet(Optional.of(FIRST), CLAIMED);

    arbiter.silent = false;
    recovery.silent = true;
    assertThat(placements().read("shop")).contains(CLAIMED);
    assertThat(problem(() -> placements().compareAndSet(Optional.of(FIRST), CLAIMED)).code())
        .isEqualTo(Code.LB3003);
  }

  /// The next region finds the effect of the first, by its mark.
  @Test
  void a_change_whose_answer_is_lost_in_one_region_is_done_once_and_no_conflict() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    arbiter.losesAnswers = true;

    placements().compareAndSet(Optional.of(FIRST), CLAIMED);

    assertThat(items.writes()).isEqualTo(2);
    assertThat(placements().read("shop")).contains(CLAIMED);
  }

  /// Goal: no two runs of one workload. A replica that follows later would take both.
  @Test
  void a_table_of_eventual_consistency_is_never_asked_in_the_next_region() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    arbiter.silent = true;
    recovery.consistency = MultiRegionConsistency.EVENTUAL;

    var told = problem(() -> placements().compareAndSet(Optional.of(FIRST), CLAIMED));

    assertThat(told.code()).as("of whoever may do without it").isEqualTo(Code.LB2002);
    assertThat(told.happened())
        .as("both, since the silence may pass")
        .contains("us-east-2")
        .endsWith("table placements in us-west-2 is no global table of strong consistency");
    assertThat(told.retry()).isEqualTo(Problem.Retry.LATER);
    assertThat(told.action())
        .contains("--region us-east-2 --table-name placements --multi-region-consistency STRONG")
        .contains("{\"Create\":{\"RegionName\":\"us-west-2\"}}");
    assertThat(items.writes()).isEqualTo(1);
  }

  @Test
  void a_table_without_a_replica_in_the_first_region_is_another_table() throws Exception {
    arbiter.silent = true;
    recovery.isWithout("us-east-2");

    assertThat(problem(() -> placements().read("shop")).happened())
        .endsWith("table placements in us-west-2 is without a replica in us-east-2");
  }

  /// Goal: a guard that starts anew goes on by what its own region remembers.
  @Test
  void a_table_that_is_not_believed_hides_no_silence() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    var votes = MemoryDynamo.table(new MemoryDynamo());
    assertThat(new NearPlacement(placements(), votes).read("shop")).contains(FIRST);
    arbiter.silent = true;
    recovery.consistency = MultiRegionConsistency.EVENTUAL;

    assertThat(new NearPlacement(placements(), votes).read("shop")).contains(FIRST);
  }

  @Test
  void who_answered_last_is_asked_first_and_is_trusted_once() throws Exception {
    var placements = placements();
    placements.compareAndSet(Optional.empty(), FIRST);
    arbiter.silent = true;
    placements.read("shop");
    int before = arbiter.asked;
    int described = recovery.asked;

    placements.read("shop");

    assertThat(arbiter.asked).isEqualTo(before);
    assertThat(recovery.asked).isEqualTo(described + 1);
  }

  @Test
  void a_refusal_is_an_answer() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);

    assertThat(problem(() -> placements().compareAndSet(Optional.empty(), FIRST)).code())
        .isEqualTo(Code.LB3003);

    assertThat(recovery.asked).isZero();
  }

  @Test
  void of_three_silent_regions_the_first_is_told() {
    arbiter.silent = true;
    recovery.silent = true;
    primary.silent = true;

    assertThat(problem(() -> placements().read("shop")))
        .satisfies(it -> assertThat(it.code()).isEqualTo(Code.LB2002))
        .satisfies(it -> assertThat(it.happened()).contains("us-east-2"));
  }
}
