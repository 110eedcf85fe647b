package dev.lifeboat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;

import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.PlacementConflict;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Placements as items of one table in one region, one item a workload and one for the end of its
/// chain of seals, changed by conditional writes. Thread-safe, and safe among controllers anywhere.
///
/// A change whose answer was lost, and that another controller has already built on when it is
/// repeated, is told as LB3003: its caller stops, which is right whether or not it had an effect.
///
/// @param table in a region that fails with neither of the workload's; its partition key is the
///   text `workload`
public record DynamoPlacements(DynamoTable table) implements Placements {
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

  private static final String MEANS =
      "where the writer is cannot be told or changed, so no run goes on from here";

  /// The key of the item of `workload`, also in a table of votes.
  public static Item key(String workload) {
    return Item.of(WORKLOAD, workload);
  }

  /// What promotions of `workload` wrote down of its copies, in the same table.
  public WriterRecords records(String workload) {
    return new WriterRecords(table, workload);
  }

  @Override
  public Optional<Placement> read(String workload) throws ProblemException {
    return placement(table.read(key(workload), MEANS));
  }

  @Override
  public void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException {
    var before = expected.map(DynamoPlacements::item);
    var refused = put(item(next), expected.map(DynamoPlacements::condition), before);
    if (refused.isPresent()) {
      throw PlacementConflict.of(next.workload(), placement(refused.get())).asException();
    }
  }

  @Override
  public Optional<ChainEnd> chainEnd(String workload) throws ProblemException {
    return end(table.read(key(workload + KEY_OF_SEALS), MEANS));
  }

  @Override
  public void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next) throws ProblemException {
    var before = expected.map(DynamoPlacements::item);
    if (put(item(next), before.map(_ -> SAME_SEALS), before).isPresent()) {
      throw PlacementConflict.ofEnd(next.workload()).asException();
    }
  }

  /// Replaces an item; what is there instead where it is another one meanwhile.
  ///
  /// @param condition on the values of `before`; both empty when there must be none yet
  private Optional<Item> put(Item item, Optional<String> condition, Optional<Item> before)
      throws ProblemException {
    var mark = WriteToken.fresh();
    var request =
        table
            .put(item.with(WriteToken.ATTRIBUTE, mark.value()))
            .conditionExpression(condition.orElse(NOT_PLACED));
    before.map(DynamoPlacements::values).ifPresent(request::expressionAttributeValues);
    try {
      table.whole(MEANS, dynamo -> dynamo.putItem(request.build()));
      return Optional.empty();
    } catch (ConditionalCheckFailedException refused) {
      return mark.isIn(refused)
          ? Optional.empty()
          : Optional.of(refused.hasItem() ? new Item(refused.item()) : Item.EMPTY);
    }
  }

  private static String condition(Placement before) {
    return SAME_WRITER
        + (before.openRun().isPresent() ? "openRun = :openRun" : "attribute_not_exists(openRun)");
  }

  private static Map<String, AttributeValue> values(Item before) {
    return before.attributes().entrySet().stream()
        .filter(it -> !it.getKey().equals(WORKLOAD))
        .collect(toMap(it -> ":" + it.getKey(), Map.Entry::getValue));
  }

  static Item item(Placement placement) {
    var item =
        Item.of(WORKLOAD, placement.workload())
            .with(WRITER, placement.writer())
            .with(EPOCH, placement.epoch())
            .with(HIGHEST_EPOCH, placement.highestEpoch());
    return placement.openRun().map(run -> item.with(OPEN_RUN, run.toString())).orElse(item);
  }

  private static Item item(ChainEnd end) {
    return Item.of(WORKLOAD, end.workload() + KEY_OF_SEALS)
        .with(SEALS, JSON.writeValueAsString(end));
  }

  private Optional<ChainEnd> end(Item item) throws ProblemException {
    try {
      return item.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readValue(item.text(SEALS), ChainEnd.class));
    } catch (IllegalArgumentException | JacksonException damaged) {
      throw damaged("chain of seals", damaged);
    }
  }

  private Optional<Placement> placement(Item item) throws ProblemException {
    try {
      return item.isEmpty() ? Optional.empty() : Optional.of(placed(item));
    } catch (IllegalArgumentException damaged) {
      throw damaged("placement", damaged);
    }
  }

  /// The placement that an item holds.
  ///
  /// @throws IllegalArgumentException when it holds none
  static Placement placed(Item item) {
    return new Placement(
        item.text(WORKLOAD),
        item.text(WRITER),
        item.number(EPOCH),
        item.number(HIGHEST_EPOCH),
        item.find(OPEN_RUN).map(run -> new RunId(run.s())));
  }

  private ProblemException damaged(String what, Exception why) {
    return DynamoTable.damaged("the %s in %s".formatted(what, this), MEANS, why);
  }

  /// As a person finds it.
  @Override
  public String toString() {
    return "table %s in %s".formatted(table.name(), table.region());
  }
}
