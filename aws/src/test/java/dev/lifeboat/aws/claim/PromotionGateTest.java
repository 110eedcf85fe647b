package dev.lifeboat.aws.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.dynamodb.WriterRecords;
import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/// A first failover to `west` under epoch 2, then what may follow it.
final class PromotionGateTest {
  private static final Instant AT = Instant.parse("2026-11-22T14:02:11Z");
  private static final Goal.Promoted WEST = new Goal.Promoted("orders", "west");
  private static final Goal.Promoted EAST = new Goal.Promoted("orders", "east");
  private static final PromotionGate.CopyEvidence FOLLOWS = _ -> true;
  private static final PromotionGate.CopyEvidence FOLLOWS_NOBODY = _ -> false;

  private final OnePlacement placements = new OnePlacement();
  private final WriterRecords records =
      new DynamoPlacements(new DynamoTable(new OneTable(), "eu-central-1", "t")).records("shop");
  private final PromotionGate gate =
      new PromotionGate(
          new PromotionReadiness(placements, "shop"),
          new PresentClaim(placements, "shop"),
          records,
          new RegionPair("east", "west"),
          InstantSource.fixed(AT));

  @Test
  void a_region_that_was_left_is_no_candidate_and_the_refusal_says_since_when() throws Exception {
    failOver();

    assertThat(gate.readiness(EAST, FOLLOWS_NOBODY))
        .isInstanceOfSatisfying(
            Readiness.NoCandidate.class,
            told -> {
              assertThat(told.problem().happened())
                  .isEqualTo(
                      "'orders' in east followed the writer of epoch 1, not that of epoch 2");
              assertThat(told.problem().means())
                  .contains("everything since 2026-11-22T14:02:11Z, when east last followed");
            });
    assertThat(gate.readiness(EAST, FOLLOWS)).as("reprotected").isEqualTo(Readiness.ready());
  }

  @Test
  @Tag("invariant-72")
  void at_the_effect_it_is_refused_and_is_no_writer_though_it_looks_like_one() throws Exception {
    failOver();
    open("east", 3);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> gate.pass(EAST, attempt(3, Succession.of(2)), FOLLOWS_NOBODY))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3011));
    assertThat(gate.isWriter(EAST)).isFalse();
  }

  @Test
  void a_named_persons_word_passes() throws Exception {
    failOver();
    open("east", 3);
    var word = new Succession(2, List.of(), Optional.of("LOSS ACCEPTED by ann: it burnt"));

    gate.pass(EAST, attempt(3, word), FOLLOWS_NOBODY);

    assertThat(gate.isWriter(EAST)).isTrue();
  }

  @Test
  void a_writer_whose_move_is_undone_is_its_own_candidate() throws Exception {
    failOver();
    open("west", 3);

    gate.pass(WEST, attempt(3, Succession.of(2)), FOLLOWS_NOBODY);

    assertThat(gate.isWriter(WEST)).isTrue();
  }

  /// Undone before the other side was asked for anything, and nobody answers there.
  @Test
  void what_its_record_tells_is_not_asked_of_the_account() throws Exception {
    records.keep("orders", "east", new FollowRecord(1, Optional.empty()));
    open("east", 3);
    PromotionGate.CopyEvidence silent =
        _ -> {
          throw Problem.passing(Code.LB2002, "west is silent", "nobody is promoted", "wait")
              .asException();
        };

    gate.pass(EAST, attempt(3, Succession.of(1)), silent);

    assertThat(gate.isWriter(EAST)).isTrue();
  }

  @Test
  void a_request_that_is_repeated_passes_though_the_copy_follows_nobody_any_more()
      throws Exception {
    open("west", 2);
    gate.pass(WEST, attempt(2, Succession.of(1)), FOLLOWS);

    gate.pass(WEST, attempt(2, Succession.of(1)), FOLLOWS_NOBODY);

    assertThat(gate.isWriter(WEST)).isTrue();
  }

  @Test
  void a_run_that_does_not_tell_whom_it_replaces_promotes_nobody() {
    open("west", 2);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> gate.pass(WEST, attempt(2, Succession.NONE), FOLLOWS))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3011));
  }

  @Test
  void state_from_before_says_nothing_of_a_copy_that_follows_nobody() throws Exception {
    placements.now = new Placement("shop", "west", 2, 2, Optional.empty());

    assertThat(gate.readiness(EAST, FOLLOWS_NOBODY))
        .isInstanceOfSatisfying(
            Readiness.NoCandidate.class,
            told ->
                assertThat(told.problem().happened())
                    .contains("not known to have followed any writer"));
    assertThat(gate.isWriter(WEST)).as("no run is open").isTrue();
  }

  @Test
  void an_epoch_never_goes_down() throws Exception {
    assertThat(records.keep("orders", "west", new FollowRecord(3, Optional.empty()))).isTrue();
    assertThat(records.keep("orders", "west", new FollowRecord(2, Optional.of(AT)))).isFalse();

    assertThat(records.read("orders", "west")).contains(new FollowRecord(3, Optional.empty()));
  }

  private void failOver() throws Exception {
    open("west", 2);
    gate.pass(WEST, attempt(2, Succession.of(1)), FOLLOWS);
    placements.now = placements.now.released();
  }

  private void open(String region, long epoch) {
    placements.now = new Placement("shop", region, epoch, epoch, Optional.of(run(epoch)));
  }

  private static RunId run(long epoch) {
    return new RunId("r-" + epoch);
  }

  private static Attempt attempt(long epoch, Succession succession) {
    return new Attempt(run(epoch), new StepId("s"), epoch, 1, Instant.MAX, succession);
  }

  private static final class OnePlacement implements Placements {
    private Placement now = Placement.first("shop", "east");

    @Override
    public Optional<Placement> read(String workload) {
      return Optional.of(now);
    }

    @Override
    public void compareAndSet(Optional<Placement> expected, Placement next) {
      assertThat(expected).contains(now);
      now = next;
    }

    @Override
    public Optional<ChainEnd> chainEnd(String workload) {
      return Optional.empty();
    }

    @Override
    public void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next) {
      throw new UnsupportedOperationException("nothing is sealed here");
    }
  }

  /// A table that knows the one condition of records.
  private static final class OneTable implements DynamoDbClient {
    private final Map<AttributeValue, Map<String, AttributeValue>> items = new HashMap<>();

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return GetItemResponse.builder().item(items.get(request.key().get("workload"))).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      assertThat(request.conditionExpression())
          .isEqualTo("attribute_not_exists(workload) OR epoch <= :epoch");
      var key = Objects.requireNonNull(request.item().get("workload"));
      var before = items.get(key);
      if (before != null && epoch(before) > epoch(request.item())) {
        throw ConditionalCheckFailedException.builder().message("newer").build();
      }
      items.put(key, request.item());
      return PutItemResponse.builder().build();
    }

    private static long epoch(Map<String, AttributeValue> item) {
      return Long.parseLong(Objects.requireNonNull(item.get("epoch")).n());
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
