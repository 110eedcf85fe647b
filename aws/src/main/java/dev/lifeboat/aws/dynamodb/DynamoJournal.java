package dev.lifeboat.aws.dynamodb;

import static java.util.stream.Collectors.joining;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.journal.JournalSequence;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// A journal as items of one table in one region: one item an append, named by the run and by the
/// sequence of its first event, so that an append is there whole or not at all, and of two
/// controllers that continue the same journal one is refused.
///
/// The lines of the items, one after the other, are the very bytes of the file `journal.jsonl`.
public final class DynamoJournal implements Journal {
  static final String RUN = "run";
  static final String SEQUENCE = "sequence";
  static final String LINES = "lines";

  /// Of notes beside the journals: the second after which one may go.
  static final String EXPIRES = "expires";

  /// DynamoDB takes 400 KiB an item; what is left is for the other attributes and their names.
  private static final int MOST_BYTES = 395 * 1024;

  /// How often all attempts of the SDK are made before a run stops: where every other call is
  /// throttled, four attempts fail once in 16 times, and these once in 65 000.
  private static final int ROUNDS = 4;

  private static final String NEW = "attribute_not_exists(#run)";

  private static final String STOPPED =
      "nothing is done that the journal does not hold, so the run stopped here";

  private final DynamoTable table;
  private final RunId run;
  private JournalSequence tail;

  private DynamoJournal(DynamoTable table, RunId run, JournalSequence tail) {
    this.table = table;
    this.run = run;
    this.tail = tail;
  }

  /// The key of an item in a table of journals.
  ///
  /// @param name of a run, or of what is kept beside the journals
  public static Item key(String name, long sequence) {
    return Item.of(RUN, name).with(SEQUENCE, sequence);
  }

  /// A note beside the journals, which only has to be there for a while.
  ///
  /// @param expires after which DynamoDB may remove it, where the table says so
  public static Item note(String name, long sequence, Instant expires) {
    return key(name, sequence).with(EXPIRES, expires.getEpochSecond());
  }

  /// Continues the journal of `run` after `contents`. An append is refused if another controller
  /// has continued it meanwhile, or begun it where there was nothing.
  ///
  /// @param table of journals, in a region that fails with neither of the workload's: its partition
  ///   key is the text `run` and its sort key the number `sequence`
  public static DynamoJournal resume(
      DynamoTable table, RunId run, JournalReader.Contents contents) {
    return new DynamoJournal(table, run, JournalSequence.of(contents));
  }

  /// The lines of the journal of `run` as they stand in its folder; none if there is no journal.
  ///
  /// @throws ProblemException LB2002 or LB7001 to LB7003 when they cannot be read
  public static byte[] lines(DynamoTable table, RunId run) throws ProblemException {
    var request =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression("#run = :run")
            .expressionAttributeNames(Map.of("#run", RUN))
            .expressionAttributeValues(Map.of(":run", AttributeValue.fromS(run.value())))
            .consistentRead(true)
            .build();
    var text =
        table.whole(
            STOPPED,
            dynamo ->
                dynamo.queryPaginator(request).items().stream()
                    .map(item -> new Item(item).find(LINES).map(AttributeValue::s).orElse("\n"))
                    .collect(joining()));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long nextSequence() {
    return tail.sequence();
  }

  @Override
  public List<Entry> append(long expectedSequence, List<Event> events, Instant at)
      throws ProblemException {
    var batch = tail.next("run " + run, expectedSequence, events, at);
    write(batch.lines());
    tail = batch.tail();
    return batch.entries();
  }

  private void write(String lines) throws ProblemException {
    requireRoom(lines);
    var mark = WriteToken.fresh();
    var item =
        key(run.value(), tail.sequence())
            .with(LINES, lines)
            .with(WriteToken.ATTRIBUTE, mark.value());
    var request =
        table
            .put(item)
            .conditionExpression(NEW)
            .expressionAttributeNames(Map.of("#run", RUN))
            .build();
    try {
      insist(request);
    } catch (ConditionalCheckFailedException refused) {
      if (!mark.isIn(refused)) {
        throw OvertakenRun.byController("run " + run).asException();
      }
    }
  }

  /// Safe to repeat: a request that took effect is refused by its own mark.
  private void insist(PutItemRequest request) throws ProblemException {
    for (int round = 1; ; round++) {
      try {
        table.whole(STOPPED, dynamo -> dynamo.putItem(request));
        return;
      } catch (ProblemException failed) {
        if (failed.problem().retry() == Problem.Retry.NEVER || round == ROUNDS) {
          throw failed;
        }
      }
    }
  }

  private void requireRoom(String lines) throws ProblemException {
    int bytes = lines.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw ProblemException.lasting(
          Code.LB4001,
          "the journal of run %s was to get %d bytes at once, DynamoDB takes %d"
              .formatted(run, bytes, MOST_BYTES),
          STOPPED,
          "split the workload: its runbook is too long for one item");
    }
  }

  @Override
  public void close() {}
}
