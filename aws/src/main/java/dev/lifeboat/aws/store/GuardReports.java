package dev.lifeboat.aws.store;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What guards say of their databases, in the table of journals of the arbiter's region, under
/// `guards/WORKLOAD/DATABASE/REGION`: it outlives the region that it is about. Thread-safe.
public final class GuardReports {
  private static final String STANDING = "standing";
  private static final String POSITION = "position";
  private static final String UNCOVERED = "uncovered";
  private static final String UNAUDITED = "unaudited";
  private static final String UNPROTECTED = "unprotected";

  private final DynamoJournal.Table table;
  private final String workload;

  /// @param table of journals, in the arbiter's region
  public GuardReports(DynamoJournal.Table table, String workload) {
    this.table = table;
    this.workload = workload;
  }

  /// One report.
  ///
  /// @param mark another one in each report, so that a newer one is told from the same
  public record Report(String mark, GuardedState state) {}

  /// Tells how a database of `region` stands now.
  public void tell(String region, GuardedState state)
      throws ProblemException, InterruptedException {
    var item =
        Map.of(
            DynamoJournal.RUN,
            AttributeValue.fromS(key(workload, region, state.database())),
            DynamoJournal.SEQUENCE,
            AttributeValue.fromN("0"),
            STANDING,
            AttributeValue.fromS(state.standing().name()),
            POSITION,
            AttributeValue.fromS(state.position()),
            UNCOVERED,
            AttributeValue.fromS(state.uncovered()),
            UNAUDITED,
            AttributeValue.fromS(state.unaudited()),
            UNPROTECTED,
            AttributeValue.fromS(state.unprotected()),
            WriteToken.ATTRIBUTE,
            WriteToken.fresh().value());
    var _ =
        RegionCall.make(
            failure("nobody learns how the database stands"),
            table.dynamo(),
            dynamo -> dynamo.putItem(it -> it.tableName(table.name()).item(item)));
  }

  /// What was told last; empty if nothing ever was.
  public Optional<Report> read(String region, String database)
      throws ProblemException, InterruptedException {
    var item =
        RegionCall.make(
                failure("how the database stands cannot be told"),
                table.dynamo(),
                dynamo ->
                    dynamo.getItem(it ->
                        it.tableName(table.name())
                            .key(item(workload, region, database))
                            .consistentRead(true)))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(report(region, database, item));
  }

  private Report report(String region, String database, Map<String, AttributeValue> item)
      throws ProblemException {
    try {
      return new Report(
          text(item, WriteToken.ATTRIBUTE),
          new GuardedState(
              database,
              GuardedState.Standing.valueOf(text(item, STANDING)),
              text(item, POSITION),
              text(item, UNCOVERED),
              later(item, UNAUDITED),
              later(item, UNPROTECTED)));
    } catch (IllegalArgumentException damaged) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB4008,
              "what the guard of %s in %s told cannot be understood: %s"
                  .formatted(database, region, damaged.getMessage()),
              "how the database stands cannot be told",
              "delete the item %s from table %s; the guard writes it anew"
                  .formatted(key(workload, region, database), table.name())),
          damaged);
    }
  }

  /// What guards of earlier versions do not tell.
  private static String later(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .map(AttributeValue::s)
        .orElseThrow(() -> new IllegalArgumentException("it has no '" + name + "'"));
  }

  /// The key of the item of one guard, by which many can be read at once.
  public static Map<String, AttributeValue> item(String workload, String region, String database) {
    return Map.of(
        DynamoJournal.RUN,
        AttributeValue.fromS(key(workload, region, database)),
        DynamoJournal.SEQUENCE,
        AttributeValue.fromN("0"));
  }

  private static String key(String workload, String region, String database) {
    return "guards/%s/%s/%s".formatted(workload, database, region);
  }

  private AwsFailure failure(String means) {
    return new AwsFailure(table.region(), "DynamoDB", means);
  }
}
