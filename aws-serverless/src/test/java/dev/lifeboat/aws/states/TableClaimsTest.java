package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.aws.function.ExecutionClaimAccess;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Goal: a state machine that writes its claims by itself changes a placement exactly where and how
/// the function of a run would, which is where and how the engine would.
///
/// Method: each change, on each placement of two regions, three epochs and two runs.
final class TableClaimsTest {
  private static final RunId MINE = new RunId("mine");
  private static final RunId OTHERS = new RunId("others");
  private static final long EPOCH = 2;
  private static final long NEXT = 3;
  private static final TableClaims CLAIMS = new TableClaims("table", "shop", "east", "west");

  /// What an execution of the run `mine` under epoch 2 knows.
  private static final Map<String, String> DATA =
      Map.of(
          "$.run",
          MINE.value(),
          "States.Format('{}', $.epoch)",
          Long.toString(EPOCH),
          "States.Format('{}', $.placed.highest)",
          Long.toString(EPOCH - 1),
          "States.Format('{}', $.undo.next)",
          Long.toString(NEXT));

  private interface Change {
    void by(ExecutionClaimAccess claims) throws ProblemException;
  }

  private static List<Placement> placements() {
    var all = new ArrayList<Placement>();
    for (var writer : List.of("east", "west")) {
      for (long epoch = 1; epoch <= NEXT; epoch++) {
        for (long highest = epoch; highest <= NEXT; highest++) {
          for (var open :
              List.of(Optional.<RunId>empty(), Optional.of(MINE), Optional.of(OTHERS))) {
            all.add(new Placement("shop", writer, epoch, highest, open));
          }
        }
      }
    }
    return all;
  }

  /// The placement then; empty where the change is refused.
  private static Optional<Placement> byFunction(Placement placed, Change change) throws Exception {
    var placements = new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
    placements.compareAndSet(Optional.empty(), placed);
    try {
      change.by(new ExecutionClaimAccess(placements, "shop", MINE, EPOCH));
    } catch (ProblemException late) {
      assertThat(placements.read("shop")).contains(placed);
      return Optional.empty();
    }
    return placements.read("shop");
  }

  private static Optional<Placement> byMachine(Placement placed, Asl task) throws Exception {
    var dynamo = new MemoryDynamo();
    var placements = new DynamoPlacements(MemoryDynamo.table(dynamo));
    placements.compareAndSet(Optional.empty(), placed);
    var parameters = fields(task, "Parameters");
    var values = new HashMap<String, AttributeValue>();
    fields(parameters, "ExpressionAttributeValues")
        .fields()
        .forEach((name, value) -> values.put(name, value((Asl) Objects.requireNonNull(value))));
    try {
      var _ =
          dynamo.updateItem(it ->
              it.tableName((String) parameters.fields().get("TableName"))
                  .key(DynamoPlacements.key("shop").attributes())
                  .updateExpression((String) parameters.fields().get("UpdateExpression"))
                  .conditionExpression((String) parameters.fields().get("ConditionExpression"))
                  .expressionAttributeValues(values));
    } catch (ConditionalCheckFailedException refused) {
      return Optional.empty();
    }
    return placements.read("shop");
  }

  private static Asl fields(Asl of, String name) {
    return (Asl) Objects.requireNonNull(of.fields().get(name), name);
  }

  private static AttributeValue value(Asl value) {
    var typed = value.fields().entrySet().iterator().next();
    var text = String.valueOf(typed.getValue());
    return switch (typed.getKey()) {
      case "S" -> AttributeValue.fromS(text);
      case "S.$" -> AttributeValue.fromS(Objects.requireNonNull(DATA.get(text), text));
      case "N.$" -> AttributeValue.fromN(Objects.requireNonNull(DATA.get(text), text));
      default -> throw new IllegalArgumentException(typed.getKey());
    };
  }

  private static void assertSame(Asl task, Change change) throws Exception {
    int made = 0;
    for (var placed : placements()) {
      var expected = byFunction(placed, change);
      assertThat(byMachine(placed, task)).as("from %s", placed).isEqualTo(expected);
      made += expected.isPresent() ? 1 : 0;
    }
    assertThat(made).isPositive();
  }

  @Test
  void a_claim_is_the_same() throws Exception {
    assertSame(CLAIMS.claim(), it -> it.claim("east"));
  }

  @Test
  void a_confirmation_is_the_same() throws Exception {
    assertSame(CLAIMS.confirm(), ExecutionClaimAccess::confirm);
  }

  @Test
  void a_promotion_is_the_same() throws Exception {
    assertSame(CLAIMS.place(), it -> it.place("west"));
  }

  @Test
  void a_further_epoch_is_the_same() throws Exception {
    assertSame(CLAIMS.takeNext(), it -> it.takeNext(NEXT));
  }

  @Test
  void a_release_is_the_same() throws Exception {
    assertSame(CLAIMS.release(), ExecutionClaimAccess::release);
  }
}
