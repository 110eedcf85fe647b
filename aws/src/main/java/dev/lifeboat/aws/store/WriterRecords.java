package dev.lifeboat.aws.store;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Of which writer a copy is that follows nobody, one item a store and region beside the workload's
/// placement, under `WORKLOAD/STORE/REGION`. Each promotion writes two before it is asked for: the
/// new writer's, and the one of the copy that it leaves behind. An epoch never goes down. Made by
/// [DynamoPlacements#records]. Thread-safe.
public final class WriterRecords {
  private static final String EPOCH = "epoch";
  private static final String UNTIL = "until";
  private static final String NEWER = "attribute_not_exists(workload) OR epoch <= :epoch";

  private final DynamoDbClient dynamo;
  private final String table;
  private final AwsFailure failure;
  private final String workload;

  /// @param table of placements
  WriterRecords(DynamoDbClient dynamo, String region, String table, String workload) {
    this.dynamo = dynamo;
    this.table = table;
    this.failure =
        new AwsFailure(
            region, "DynamoDB", "of which writer a copy is cannot be told, so nobody is promoted");
    this.workload = workload;
  }

  /// Of which writer the copy in `region` is; empty when no promotion ever told.
  ///
  /// @throws ProblemException when the table cannot be read
  public Optional<FollowRecord> read(String store, String region)
      throws ProblemException, InterruptedException {
    var item =
        RegionCall.make(
                failure,
                dynamo,
                it ->
                    it.getItem(
                        get -> get.tableName(table).key(key(store, region)).consistentRead(true)))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(followed(store, region, item));
  }

  /// Keeps `copy`, unless a newer one is known.
  ///
  /// @return whether it is kept now
  /// @throws ProblemException when the table cannot be written
  public boolean keep(String store, String region, FollowRecord copy)
      throws ProblemException, InterruptedException {
    var item = new LinkedHashMap<>(key(store, region));
    var epoch = AttributeValue.fromN(Long.toString(copy.epoch()));
    item.put(EPOCH, epoch);
    copy.until().ifPresent(until -> item.put(UNTIL, AttributeValue.fromS(until.toString())));
    try {
      var _ =
          RegionCall.make(
              failure,
              dynamo,
              it ->
                  it.putItem(put ->
                      put.tableName(table)
                          .item(item)
                          .conditionExpression(NEWER)
                          .expressionAttributeValues(Map.of(":epoch", epoch))));
      return true;
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof ConditionalCheckFailedException) {
        return false;
      }
      throw failed;
    }
  }

  private Map<String, AttributeValue> key(String store, String region) {
    return Map.of(DynamoPlacements.WORKLOAD, AttributeValue.fromS(name(store, region)));
  }

  private String name(String store, String region) {
    return "%s/%s/%s".formatted(workload, store, region);
  }

  private FollowRecord followed(String store, String region, Map<String, AttributeValue> item)
      throws ProblemException {
    try {
      return new FollowRecord(
          Long.parseLong(Optional.ofNullable(item.get(EPOCH)).map(AttributeValue::n).orElse("")),
          Optional.ofNullable(item.get(UNTIL)).map(it -> Instant.parse(it.s())));
    } catch (IllegalArgumentException | DateTimeException damaged) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB4008,
              "item %s of table %s in %s cannot be understood: %s"
                  .formatted(name(store, region), table, failure.region(), damaged.getMessage()),
              failure.means(),
              "restore the item from a backup of the table; Lifeboat alone may change it"),
          damaged);
    }
  }
}
