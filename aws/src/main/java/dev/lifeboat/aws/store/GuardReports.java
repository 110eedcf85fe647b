package dev.lifeboat.aws.store;

import dev.lifeboat.agent.lease.GuardedState;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What guards say of their databases, each in the table of journals of its own region, under
/// `guards/WORKLOAD/DATABASE`. Thread-safe.
public final class GuardReports {
  private static final String STANDING = "standing";
  private static final String POSITION = "position";

  private final AwsClients clients;
  private final Map<String, String> regions;
  private final String table;
  private final String workload;

  /// @param regions AWS's names of the plan's regions
  /// @param table of journals, which has this name in each of them
  public GuardReports(
      AwsClients clients, Map<String, String> regions, String table, String workload) {
    this.clients = clients;
    this.regions = Map.copyOf(regions);
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
            AttributeValue.fromS(key(state.database())),
            DynamoJournal.SEQUENCE,
            AttributeValue.fromN("0"),
            STANDING,
            AttributeValue.fromS(state.standing().name()),
            POSITION,
            AttributeValue.fromS(state.position()),
            Mark.ATTRIBUTE,
            Mark.fresh().value());
    var _ =
        RegionCall.make(
            failure(region, "nobody learns how far the database is"),
            clients.dynamo(awsRegion(region)),
            dynamo -> dynamo.putItem(it -> it.tableName(table).item(item)));
  }

  /// What was told last; empty if nothing ever was.
  public Optional<Report> read(String region, String database)
      throws ProblemException, InterruptedException {
    var item =
        RegionCall.make(
                failure(region, "how far the database is cannot be told"),
                clients.dynamo(awsRegion(region)),
                dynamo ->
                    dynamo.getItem(it ->
                        it.tableName(table)
                            .key(
                                Map.of(
                                    DynamoJournal.RUN, AttributeValue.fromS(key(database)),
                                    DynamoJournal.SEQUENCE, AttributeValue.fromN("0")))
                            .consistentRead(true)))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(report(region, database, item));
  }

  private Report report(String region, String database, Map<String, AttributeValue> item)
      throws ProblemException {
    try {
      return new Report(
          text(item, Mark.ATTRIBUTE),
          new GuardedState(
              database, GuardedState.Standing.valueOf(text(item, STANDING)), text(item, POSITION)));
    } catch (IllegalArgumentException damaged) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB4001,
              "what the guard of %s in %s told cannot be understood: %s"
                  .formatted(database, awsRegion(region), damaged.getMessage()),
              "how far the database is cannot be told",
              "delete the item %s from table %s; the guard writes it anew"
                  .formatted(key(database), table)),
          damaged);
    }
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .map(AttributeValue::s)
        .orElseThrow(() -> new IllegalArgumentException("it has no '" + name + "'"));
  }

  private String key(String database) {
    return "guards/%s/%s".formatted(workload, database);
  }

  private String awsRegion(String region) {
    return Optional.ofNullable(regions.get(region))
        .orElseThrow(() -> new IllegalArgumentException("no region '" + region + "'"));
  }

  private AwsFailure failure(String region, String means) {
    return new AwsFailure(awsRegion(region), "DynamoDB", means);
  }
}
