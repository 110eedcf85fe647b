package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Of which writer a copy is that follows nobody, one item a store and region beside the workload's
/// placement, under `WORKLOAD/STORE/REGION`. Each promotion writes two before it is asked for: the
/// new writer's, and the one of the copy that it leaves behind. An epoch never goes down. Made by
/// [DynamoPlacements#records]. Thread-safe.
///
/// @param table of placements
public record WriterRecords(DynamoTable table, String workload) {
  private static final String EPOCH = "epoch";
  private static final String UNTIL = "until";
  private static final String NEWER = "attribute_not_exists(workload) OR epoch <= :epoch";
  private static final String MEANS =
      "of which writer a copy is cannot be told, so nobody is promoted";

  /// Of which writer the copy in `region` is; empty when no promotion ever told.
  ///
  /// @throws ProblemException when the table cannot be read
  public Optional<FollowRecord> read(String store, String region)
      throws ProblemException, InterruptedException {
    var item = table.find(key(store, region), MEANS);
    try {
      return item.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new FollowRecord(
                  item.number(EPOCH), item.find(UNTIL).map(it -> Instant.parse(it.s()))));
    } catch (IllegalArgumentException | DateTimeException damaged) {
      throw DynamoTable.damaged(
          "item %s of table %s in %s".formatted(name(store, region), table.name(), table.region()),
          MEANS,
          damaged);
    }
  }

  /// Keeps `copy`, unless a newer one is known.
  ///
  /// @return whether it is kept now
  /// @throws ProblemException when the table cannot be written
  public boolean keep(String store, String region, FollowRecord copy)
      throws ProblemException, InterruptedException {
    var item = key(store, region).with(EPOCH, copy.epoch());
    var whole = copy.until().map(until -> item.with(UNTIL, until.toString())).orElse(item);
    return table.putIf(
        table
            .put(whole)
            .conditionExpression(NEWER)
            .expressionAttributeValues(Map.of(":epoch", item.value(EPOCH))),
        MEANS);
  }

  private Item key(String store, String region) {
    return Item.of(DynamoPlacements.WORKLOAD, name(store, region));
  }

  private String name(String store, String region) {
    return "%s/%s/%s".formatted(workload, store, region);
  }
}
