package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import java.util.LinkedHashMap;
import java.util.Map;

/// Claims in a table of the machine's own region, as [dev.lifeboat.aws.store.DynamoPlacements]
/// keeps them.
///
/// @param table of the placements
/// @param source where the writer is when a run begins
/// @param target where it will be
record TableClaims(String table, String workload, String source, String target)
    implements ClaimTasks {
  private static final String MINE = "openRun = :run AND highestEpoch = :epoch";
  private static final String CONFIRMED = "SET mark = :run";

  @Override
  public State see() {
    var parameters = keyed();
    parameters.put("ConsistentRead", true);
    return Tasks.call("dynamodb", "getItem", parameters)
        .with(
            "ResultSelector",
            AslChoice.ordered(
                "writer.$", "$.Item.writer.S",
                "epoch.$", "States.StringToJson($.Item.epoch.N)",
                "highest.$", "States.StringToJson($.Item.highestEpoch.N)"));
  }

  @Override
  public State claim() {
    var values = values();
    values.put(":source", Map.of("S", source));
    values.put(":highest", number("$.placed.highest"));
    return update(
        "SET openRun = :run, highestEpoch = :epoch, mark = :run",
        "(attribute_not_exists(openRun) AND writer = :source AND highestEpoch = :highest) OR ("
            + MINE
            + ")",
        values);
  }

  @Override
  public State confirm() {
    return update(CONFIRMED, MINE, values());
  }

  @Override
  public State place() {
    var values = values();
    values.put(":target", Map.of("S", target));
    return update("SET writer = :target, epoch = :epoch, mark = :run", MINE, values);
  }

  @Override
  public State takeNext() {
    var values = values();
    values.put(":next", number("$.undo.next"));
    return update(
        "SET highestEpoch = :next, mark = :run",
        "openRun = :run AND (highestEpoch = :epoch OR highestEpoch = :next)",
        values);
  }

  @Override
  public State release() {
    return update(
        "SET mark = :run REMOVE openRun",
        "attribute_not_exists(openRun) OR openRun = :run",
        Map.of(":run", Map.of("S.$", "$.run")));
  }

  @Override
  public String refused() {
    return "DynamoDb.ConditionalCheckFailedException";
  }

  private State update(String change, String condition, Map<String, Object> values) {
    var parameters = keyed();
    parameters.put("UpdateExpression", change);
    parameters.put("ConditionExpression", condition);
    parameters.put("ExpressionAttributeValues", values);
    return Tasks.call("dynamodb", "updateItem", parameters);
  }

  private Map<String, Object> keyed() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("TableName", table);
    parameters.put("Key", Map.of("workload", Map.of("S", workload)));
    return parameters;
  }

  private static Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put(":run", Map.of("S.$", "$.run"));
    values.put(":epoch", number("$.epoch"));
    return values;
  }

  /// DynamoDB's numbers are written as texts.
  private static Map<String, Object> number(String path) {
    return Map.of("N.$", "States.Format('{}', %s)".formatted(path));
  }
}
