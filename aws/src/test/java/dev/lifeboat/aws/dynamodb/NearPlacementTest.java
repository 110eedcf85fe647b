package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/// Where the writer is, for a guard that begins while the region of the placements is silent.
final class NearPlacementTest {
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private final DynamoTable votes = MemoryDynamo.table(new MemoryDynamo());

  @BeforeEach
  void place() throws ProblemException {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
  }

  /// One that answers each call with a failure.
  private record Failing(RuntimeException failure) implements DynamoDbClient {
    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      throw failure;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private NearPlacement without(RuntimeException failure) {
    return new NearPlacement(
        new DynamoPlacements(new DynamoTable(new Failing(failure), "eu-central-1", "placements")),
        votes);
  }

  private NearPlacement silent() {
    return without(SdkClientException.create("silent"));
  }

  @Test
  void what_was_read_last_stands_beside_the_votes_of_its_own_region() throws Exception {
    var near = new NearPlacement(placements, votes);
    var first = near.read("shop");
    assertThat(silent().read("shop")).isEqualTo(first).isPresent();

    var claimed = first.orElseThrow().claimedBy(new RunId("r-2"));
    placements.compareAndSet(first, claimed);
    assertThat(near.read("shop")).hasValue(claimed);
    assertThat(silent().read("shop")).hasValue(claimed);
  }

  @Test
  void where_nothing_was_kept_the_silence_is_told() {
    assertThat(catchThrowableOfType(ProblemException.class, () -> silent().read("shop")))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB2002));
  }

  /// Goal: only a region that is lost is done without.
  @Test
  void a_denial_is_told_whatever_was_kept() throws Exception {
    var _ = new NearPlacement(placements, votes).read("shop");
    var denied =
        DynamoDbException.builder()
            .statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
            .build();

    assertThat(catchThrowableOfType(ProblemException.class, () -> without(denied).read("shop")))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB7002));
  }

  /// Goal: a guard writes its copy when something changed, not each second.
  @Test
  void what_did_not_change_is_kept_once() throws Exception {
    var near = new NearPlacement(placements, votes);
    var _ = near.read("shop");
    var kept = votes.find(DynamoPlacements.key(NearPlacement.key("shop")), "nothing");

    var _ = near.read("shop");

    assertThat(votes.find(DynamoPlacements.key(NearPlacement.key("shop")), "nothing"))
        .isEqualTo(kept);
  }
}
