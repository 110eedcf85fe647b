package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.placement.PlacementsContract;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(TestBed.InTests.class)
final class DynamoPlacementsTest extends PlacementsContract {
  private static final Placement FIRST = Placement.first("shop", "east");

  private final TestBed bed;
  private final String table;

  DynamoPlacementsTest(TestBed bed) {
    this.bed = bed;
    this.table = Tables.newPlacements(bed);
  }

  @Override
  protected Placements placements() {
    return new DynamoPlacements(Tables.table(bed, table));
  }

  /// The SDK repeats the write, and the repeated one finds the effect of the first.
  @Test
  void a_change_whose_answer_is_lost_is_done_once_and_no_conflict() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    bed.gate().loseAnswers(Tables.REGION, "dynamodb", 1);
    int before = bed.gate().calls().size();

    var claimed = FIRST.claimedBy(new RunId("r-1"));
    placements().compareAndSet(Optional.of(FIRST), claimed);

    assertThat(placements().read("shop")).contains(claimed);
    assertThat(bed.gate().callsSince(before))
        .filteredOn(call -> call.operation().equals("PutItem"))
        .extracting(GatedCall::cut)
        .startsWith(Optional.of(Cut.LOSE_ANSWER), Optional.empty());
  }

  /// Two controllers that resume one run claim the same; only one of them may go on.
  @Test
  @Tag("invariant-5")
  void of_two_that_make_the_same_change_one_is_refused() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    var claimed = FIRST.claimedBy(new RunId("r-1"));
    placements().compareAndSet(Optional.of(FIRST), claimed);

    assertThat(problem(() -> placements().compareAndSet(Optional.of(FIRST), claimed)).code())
        .isEqualTo(Code.LB3003);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSE", "UNAVAILABLE", "THROTTLE", "HANG"})
  void a_region_that_is_cut_is_told_within_seconds_and_changes_nothing(Cut cut) throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    bed.gate().cut(Tables.REGION, cut);

    var told =
        problem(() ->
            placements().compareAndSet(Optional.of(FIRST), FIRST.claimedBy(new RunId("r-1"))));

    assertThat(told.code()).isEqualTo(Code.LB2002);
    assertThat(told.retry()).isEqualTo(Problem.Retry.LATER);
    assertThat(told.happened()).contains("DynamoDB in " + Tables.REGION);
    bed.gate().mend();
    assertThat(placements().read("shop")).contains(FIRST);
  }

  @Test
  void a_table_that_is_not_there_is_named() {
    var other = new DynamoPlacements(Tables.table(bed, "gone"));
    var told = problem(() -> other.read("shop"));
    assertThat(told.code()).isEqualTo(Code.LB7005);
    assertThat(told.code().former()).contains(Code.LB7003);
    assertThat(told.happened()).isEqualTo(Tables.REGION + " has no table 'gone'");
    assertThat(told.action())
        .startsWith("aws dynamodb create-table --region " + Tables.REGION)
        .contains("--table-name gone", "AttributeName=workload,KeyType=HASH");
  }

  @Test
  void a_placement_that_somebody_else_has_written_is_refused() {
    bed.clients()
        .client(AwsApi.dynamo(), Tables.REGION)
        .putItem(put ->
            put.tableName(table)
                .item(
                    Map.of(
                        "workload", AttributeValue.fromS("shop"),
                        "writer", AttributeValue.fromS("east"))));
    var told = problem(() -> placements().read("shop"));
    assertThat(told.code()).isEqualTo(Code.LB4008);
    assertThat(told.happened()).contains(table, "it has no 'epoch'");
  }

  private static Problem problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    var thrown = assertThatExceptionOfType(ProblemException.class).isThrownBy(call);
    return thrown.actual().problem();
  }
}
