package dev.lifeboat.aws.store;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.PlacementConflict;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Placements as items of one table in one region, one item a workload and one for the end of its
/// chain of seals, changed by conditional writes. Thread-safe, and safe among controllers anywhere.
///
/// A change whose answer was lost, and that another controller has already built on when it is
/// repeated, is told as LB3003: its caller stops, which is right whether or not it had an effect.
public final class DynamoPlacements implements Placements {
  static final String WORKLOAD = "workload";
  private static final String WRITER = "writer";
  private static final String EPOCH = "epoch";
  private static final String HIGHEST_EPOCH = "highestEpoch";
  private static final String OPEN_RUN = "openRun";

  // No workload's name has this sign, and a release that keeps no chain never asks for such a key.
  private static final String KEY_OF_SEALS = "#seals";
  private static final String SEALS = "seals";

  private static final String NOT_PLACED = "attribute_not_exists(workload)";
  private static final String SAME_SEALS = "seals = :seals";
  private static final String SAME_WRITER =
      "writer = :writer AND epoch = :epoch AND highestEpoch = :highestEpoch AND ";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final DynamoDbClient dynamo;
  private final String table;
  private final AwsFailure failure;

  @Override
  public String toString() {
    return "table " + table;
  }

  /// @param dynamo of `region`
  /// @param region where the table is: one that fails with neither of the workload's
  /// @param table whose partition key is the text `workload`
  public DynamoPlacements(DynamoDbClient dynamo, String region, String table) {
    this.dynamo = dynamo;
    this.table = table;
    this.failure =
        new AwsFailure(
            region,
            "DynamoDB",
            "where the writer is cannot be told or changed, so no run goes on from here");
  }

  /// What promotions of `workload` wrote down of its copies, in the same table.
  public WriterRecords records(String workload) {
    return new WriterRecords(dynamo, failure.region(), table, workload);
  }

  @Override
  public Optional<Placement> read(String workload) throws ProblemException {
    var item = get(workload);
    return item.isEmpty() ? Optional.empty() : Optional.of(placement(item));
  }

  @Override
  public void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException {
    var before = expected.map(DynamoPlacements::item);
    var refused = put(item(next), expected.map(DynamoPlacements::condition), before);
    if (refused.isPresent()) {
      throw PlacementConflict.of(next.workload(), present(refused.get())).asException();
    }
  }

  @Override
  public Optional<ChainEnd> chainEnd(String workload) throws ProblemException {
    var item = get(workload + KEY_OF_SEALS);
    return item.isEmpty() ? Optional.empty() : Optional.of(end(item));
  }

  @Override
  public void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next) throws ProblemException {
    var before = expected.map(DynamoPlacements::item);
    if (put(item(next), before.map(_ -> SAME_SEALS), before).isPresent()) {
      throw PlacementConflict.ofEnd(next.workload()).asException();
    }
  }

  /// Empty when there is no such item.
  private Map<String, AttributeValue> get(String key) throws ProblemException {
    var request =
        GetItemRequest.builder()
            .tableName(table)
            .key(Map.of(WORKLOAD, AttributeValue.fromS(key)))
            .consistentRead(true)
            .build();
    try {
      return UnbrokenCall.make(() -> dynamo.getItem(request)).item();
    } catch (SdkException failed) {
      throw new ProblemException(failure.of(failed), failed);
    }
  }

  /// Replaces an item; what refused it where it is another one meanwhile.
  ///
  /// @param condition on the values of `before`; both empty when there must be none yet
  private Optional<ConditionalCheckFailedException> put(
      Map<String, AttributeValue> item,
      Optional<String> condition,
      Optional<Map<String, AttributeValue>> before)
      throws ProblemException {
    var mark = WriteToken.fresh();
    item.put(WriteToken.ATTRIBUTE, mark.value());
    var request =
        PutItemRequest.builder()
            .tableName(table)
            .item(item)
            .conditionExpression(condition.orElse(NOT_PLACED))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    before.map(DynamoPlacements::values).ifPresent(request::expressionAttributeValues);
    try {
      UnbrokenCall.make(() -> dynamo.putItem(request.build()));
      return Optional.empty();
    } catch (ConditionalCheckFailedException refused) {
      return mark.isIn(refused) ? Optional.empty() : Optional.of(refused);
    } catch (SdkException failed) {
      throw new ProblemException(failure.of(failed), failed);
    }
  }

  private static String condition(Placement before) {
    return SAME_WRITER
        + (before.openRun().isPresent() ? "openRun = :openRun" : "attribute_not_exists(openRun)");
  }

  private static Map<String, AttributeValue> values(Map<String, AttributeValue> before) {
    var values = new LinkedHashMap<String, AttributeValue>();
    before.forEach((name, value) -> {
      if (!name.equals(WORKLOAD)) {
        values.put(":" + name, value);
      }
    });
    return values;
  }

  private static Map<String, AttributeValue> item(Placement placement) {
    var item = new LinkedHashMap<String, AttributeValue>();
    item.put(WORKLOAD, AttributeValue.fromS(placement.workload()));
    item.put(WRITER, AttributeValue.fromS(placement.writer()));
    item.put(EPOCH, AttributeValue.fromN(Long.toString(placement.epoch())));
    item.put(HIGHEST_EPOCH, AttributeValue.fromN(Long.toString(placement.highestEpoch())));
    placement.openRun().ifPresent(run -> item.put(OPEN_RUN, AttributeValue.fromS(run.toString())));
    return item;
  }

  private static Map<String, AttributeValue> item(ChainEnd end) {
    var item = new LinkedHashMap<String, AttributeValue>();
    item.put(WORKLOAD, AttributeValue.fromS(end.workload() + KEY_OF_SEALS));
    item.put(SEALS, AttributeValue.fromS(JSON.writeValueAsString(end)));
    return item;
  }

  private ChainEnd end(Map<String, AttributeValue> item) throws ProblemException {
    try {
      return JSON.readValue(required(item, SEALS).s(), ChainEnd.class);
    } catch (IllegalArgumentException | JacksonException damaged) {
      throw damaged("chain of seals", damaged);
    }
  }

  private Optional<Placement> present(ConditionalCheckFailedException refused)
      throws ProblemException {
    return refused.hasItem() && !refused.item().isEmpty()
        ? Optional.of(placement(refused.item()))
        : Optional.empty();
  }

  private Placement placement(Map<String, AttributeValue> item) throws ProblemException {
    try {
      return new Placement(
          required(item, WORKLOAD).s(),
          required(item, WRITER).s(),
          Long.parseLong(required(item, EPOCH).n()),
          Long.parseLong(required(item, HIGHEST_EPOCH).n()),
          Optional.ofNullable(item.get(OPEN_RUN)).map(run -> new RunId(run.s())));
    } catch (IllegalArgumentException damaged) {
      throw damaged("placement", damaged);
    }
  }

  private ProblemException damaged(String what, Exception why) {
    return new ProblemException(
        Problem.lasting(
            Code.LB4008,
            "the %s in table %s in %s cannot be understood: %s"
                .formatted(what, table, failure.region(), why.getMessage()),
            failure.means(),
            "restore the item from a backup of the table; Lifeboat alone may change it"),
        why);
  }

  private static AttributeValue required(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .orElseThrow(() -> new IllegalArgumentException("it has no '" + name + "'"));
  }
}
