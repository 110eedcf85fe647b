package dev.lifeboat.aws.store;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.PlacementChanged;
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

/// Placements as items of one table in one region, one item a workload, changed by conditional
/// writes. Thread-safe, and safe among controllers anywhere.
///
/// A change whose answer was lost, and that another controller has already built on when it is
/// repeated, is told as LB3003: its caller stops, which is right whether or not it had an effect.
public final class DynamoPlacements implements Placements {
  static final String WORKLOAD = "workload";
  private static final String WRITER = "writer";
  private static final String EPOCH = "epoch";
  private static final String HIGHEST_EPOCH = "highestEpoch";
  private static final String OPEN_RUN = "openRun";

  private static final String NOT_PLACED = "attribute_not_exists(workload)";
  private static final String SAME_WRITER =
      "writer = :writer AND epoch = :epoch AND highestEpoch = :highestEpoch AND ";

  private final DynamoDbClient dynamo;
  private final String table;
  private final AwsFailure failure;

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
    var request =
        GetItemRequest.builder()
            .tableName(table)
            .key(Map.of(WORKLOAD, AttributeValue.fromS(workload)))
            .consistentRead(true)
            .build();
    try {
      var answer = UnbrokenCall.make(() -> dynamo.getItem(request));
      return answer.hasItem() ? Optional.of(placement(answer.item())) : Optional.empty();
    } catch (SdkException failed) {
      throw new ProblemException(failure.of(failed), failed);
    }
  }

  @Override
  public void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException {
    var mark = Mark.fresh();
    var item = item(next);
    item.put(Mark.ATTRIBUTE, mark.value());
    var request =
        PutItemRequest.builder()
            .tableName(table)
            .item(item)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    expected.ifPresentOrElse(
        before ->
            request
                .conditionExpression(condition(before))
                .expressionAttributeValues(values(before)),
        () -> request.conditionExpression(NOT_PLACED));
    try {
      UnbrokenCall.make(() -> dynamo.putItem(request.build()));
    } catch (ConditionalCheckFailedException refused) {
      if (!mark.isIn(refused)) {
        throw PlacementChanged.of(next.workload(), present(refused)).asException();
      }
    } catch (SdkException failed) {
      throw new ProblemException(failure.of(failed), failed);
    }
  }

  private static String condition(Placement before) {
    return SAME_WRITER
        + (before.openRun().isPresent() ? "openRun = :openRun" : "attribute_not_exists(openRun)");
  }

  private static Map<String, AttributeValue> values(Placement before) {
    var values = new LinkedHashMap<String, AttributeValue>();
    item(before)
        .forEach((name, value) -> {
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
      throw new ProblemException(
          Problem.lasting(
              Code.LB4001,
              "the placement in table %s in %s cannot be understood: %s"
                  .formatted(table, failure.region(), damaged.getMessage()),
              failure.means(),
              "restore the item from a backup of the table; Lifeboat alone may change it"),
          damaged);
    }
  }

  private static AttributeValue required(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .orElseThrow(() -> new IllegalArgumentException("it has no '" + name + "'"));
  }
}
