package dev.lifeboat.aws.states;

/// Claims in a table of the machine's own region, as [dev.lifeboat.aws.dynamodb.DynamoPlacements]
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
  public Asl see() {
    return Tasks.call("dynamodb", "getItem", keyed().with("ConsistentRead", true))
        .with(
            "ResultSelector",
            Asl.of("writer.$", "$.Item.writer.S")
                .with("epoch.$", "States.StringToJson($.Item.epoch.N)")
                .with("highest.$", "States.StringToJson($.Item.highestEpoch.N)"));
  }

  @Override
  public Asl claim() {
    return update(
        "SET openRun = :run, highestEpoch = :epoch, mark = :run",
        "(attribute_not_exists(openRun) AND writer = :source AND highestEpoch = :highest) OR ("
            + MINE
            + ")",
        values().with(":source", Asl.of("S", source)).with(":highest", number("$.placed.highest")));
  }

  @Override
  public Asl confirm() {
    return update(CONFIRMED, MINE, values());
  }

  @Override
  public Asl place() {
    return update(
        "SET writer = :target, epoch = :epoch, mark = :run",
        MINE,
        values().with(":target", Asl.of("S", target)));
  }

  @Override
  public Asl takeNext() {
    return update(
        "SET highestEpoch = :next, mark = :run",
        "openRun = :run AND (highestEpoch = :epoch OR highestEpoch = :next)",
        values().with(":next", number("$.undo.next")));
  }

  @Override
  public Asl release() {
    return update(
        "SET mark = :run REMOVE openRun",
        "attribute_not_exists(openRun) OR openRun = :run",
        Asl.of(":run", Asl.of("S.$", "$.run")));
  }

  @Override
  public String refused() {
    return "DynamoDb.ConditionalCheckFailedException";
  }

  private Asl update(String change, String condition, Asl values) {
    return Tasks.call(
        "dynamodb",
        "updateItem",
        keyed()
            .with("UpdateExpression", change)
            .with("ConditionExpression", condition)
            .with("ExpressionAttributeValues", values));
  }

  private Asl keyed() {
    return Asl.of("TableName", table).with("Key", Asl.of("workload", Asl.of("S", workload)));
  }

  private static Asl values() {
    return Asl.of(":run", Asl.of("S.$", "$.run")).with(":epoch", number("$.epoch"));
  }

  /// DynamoDB's numbers are written as texts.
  private static Asl number(String path) {
    return Asl.of("N.$", "States.Format('{}', %s)".formatted(path));
  }
}
