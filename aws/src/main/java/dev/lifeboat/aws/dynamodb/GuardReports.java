package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What guards say of their databases, in the table of journals of the arbiter's region, under
/// `guards/WORKLOAD/DATABASE/REGION`: it outlives the region that it is about. Thread-safe.
///
/// @param table of journals, in the arbiter's region
public record GuardReports(DynamoTable table, String workload) {
  private static final String UNTOLD = "how the database stands cannot be told";
  private static final String STANDING = "standing";
  private static final String POSITION = "position";
  private static final String UNCOVERED = "uncovered";
  private static final String UNAUDITED = "unaudited";
  private static final String UNPROTECTED = "unprotected";

  /// One report.
  ///
  /// @param mark another one in each report, so that a newer one is told from the same
  public record Report(String mark, GuardedState state) {}

  /// Which of these guards a named person released.
  public GuardReleases releases() {
    return new GuardReleases(table, workload);
  }

  /// Tells how a database of `region` stands now. Of one that it cannot look at a guard tells that
  /// alone: what it does not cover stays as it was told last, maybe by another guard there.
  public void tell(String region, GuardedState state)
      throws ProblemException, InterruptedException {
    var told =
        state.standing() == GuardedState.Standing.UNKNOWN
            ? read(region, state.database()).map(Report::state)
            : Optional.<GuardedState>empty();
    put(region, told.map(it -> it.unseen()).orElse(state));
  }

  private void put(String region, GuardedState state)
      throws ProblemException, InterruptedException {
    var item =
        item(workload, region, state.database())
            .with(STANDING, state.standing().name())
            .with(POSITION, state.position())
            .with(UNCOVERED, state.uncovered())
            .with(UNAUDITED, state.unaudited())
            .with(UNPROTECTED, state.unprotected())
            .with(WriteToken.ATTRIBUTE, WriteToken.fresh().value());
    table.call(
        "nobody learns how the database stands", dynamo -> dynamo.putItem(table.put(item).build()));
  }

  /// What was told last; empty if nothing ever was.
  public Optional<Report> read(String region, String database)
      throws ProblemException, InterruptedException {
    var item = table.find(item(workload, region, database), UNTOLD);
    try {
      return item.isEmpty() ? Optional.empty() : Optional.of(report(database, item));
    } catch (IllegalArgumentException damaged) {
      throw Problem.lasting(
              Code.LB4008,
              "what the guard of %s in %s told cannot be understood: %s"
                  .formatted(database, region, damaged.getMessage()),
              UNTOLD,
              "delete the item %s from table %s; the guard writes it anew"
                  .formatted(key(workload, region, database), table.name()))
          .asException(damaged);
    }
  }

  private static Report report(String database, Item item) {
    return new Report(
        item.text(WriteToken.ATTRIBUTE),
        new GuardedState(
            database,
            GuardedState.Standing.valueOf(item.text(STANDING)),
            item.text(POSITION),
            item.text(UNCOVERED),
            later(item, UNAUDITED),
            later(item, UNPROTECTED)));
  }

  /// What guards of earlier versions do not tell.
  private static String later(Item item, String name) {
    return item.find(name).map(AttributeValue::s).orElse("");
  }

  /// The key of the item of one guard, by which many can be read at once.
  public static Item item(String workload, String region, String database) {
    return DynamoJournal.key(key(workload, region, database), 0);
  }

  /// The partition of that item.
  public static String key(String workload, String region, String database) {
    return "guards/%s/%s/%s".formatted(workload, database, region);
  }
}
