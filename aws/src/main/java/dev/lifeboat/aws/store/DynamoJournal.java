package dev.lifeboat.aws.store;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.journal.JournalBatch;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Overtaken;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// A journal as items of one table in one region: one item an append, named by the run and by the
/// sequence of its first event, so that an append is there whole or not at all, and of two
/// controllers that continue the same journal one is refused.
///
/// The lines of the items, one after the other, are the very bytes of the file `journal.jsonl`.
public final class DynamoJournal implements Journal {
  static final String RUN = "run";
  static final String SEQUENCE = "sequence";
  static final String LINES = "lines";

  /// DynamoDB takes 400 KiB an item; what is left is for the other attributes and their names.
  private static final int MOST_BYTES = 395 * 1024;

  /// How often all attempts of the SDK are made before a run stops: where every other call is
  /// throttled, four attempts fail once in 16 times, and these once in 65 000.
  private static final int ROUNDS = 4;

  private static final String NEW = "attribute_not_exists(#run)";

  private final Table table;
  private final RunId run;
  private long sequence;
  private String lastHash;

  /// Where journals are kept.
  ///
  /// @param dynamo of `region`
  /// @param region where the table is: one that fails with neither of the workload's
  /// @param name of a table whose partition key is the text `run` and whose sort key is the number
  ///   `sequence`
  public record Table(DynamoDbClient dynamo, String region, String name) {
    private AwsFailure failure() {
      return new AwsFailure(
          region,
          "DynamoDB",
          "nothing is done that the journal does not hold, so the run stopped here");
    }
  }

  private DynamoJournal(Table table, RunId run, long sequence, String lastHash) {
    this.table = table;
    this.run = run;
    this.sequence = sequence;
    this.lastHash = lastHash;
  }

  /// The journal of a run that is about to begin. Its first append is refused if there is one.
  public static DynamoJournal create(Table table, RunId run) {
    return resume(table, run, JournalReader.NOTHING);
  }

  /// Continues the journal of `run` after what [#read] found. An append is refused if another
  /// controller has continued it meanwhile.
  public static DynamoJournal resume(Table table, RunId run, JournalReader.Contents contents) {
    return new DynamoJournal(table, run, contents.entries().size(), contents.lastHash());
  }

  /// What the journal of `run` holds; nothing if there is none.
  ///
  /// @throws ProblemException LB4002 when it is damaged; LB2002 or LB7001 to LB7003 when it cannot
  ///   be read
  public static JournalReader.Contents read(Table table, RunId run) throws ProblemException {
    try {
      return JournalReader.parse(lines(table, run));
    } catch (JournalDamageException damaged) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB4002,
              "the journal of run %s in table %s in %s: entry %d %s"
                  .formatted(run, table.name(), table.region(), damaged.line(), damaged.why()),
              "the journal is the truth about this run, and it cannot be trusted; nothing was"
                  + " changed",
              "keep the items as they are and restore the table to another one from a backup"),
          damaged);
    }
  }

  /// The lines of the journal as they stand in a run's folder.
  ///
  /// @throws ProblemException as [#read] says
  public static byte[] lines(Table table, RunId run) throws ProblemException {
    var request =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression("#run = :run")
            .expressionAttributeNames(Map.of("#run", RUN))
            .expressionAttributeValues(Map.of(":run", AttributeValue.fromS(run.value())))
            .consistentRead(true)
            .build();
    var text = new StringBuilder();
    try {
      UnbrokenCall.make(() -> {
        for (var item : table.dynamo().queryPaginator(request).items()) {
          var lines = item.get(LINES);
          text.append(lines == null ? "\n" : lines.s());
        }
        return text;
      });
    } catch (SdkException failed) {
      throw new ProblemException(table.failure().of(failed), failed);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long nextSequence() {
    return sequence;
  }

  @Override
  public List<Entry> append(long expectedSequence, List<Event> events, Instant at)
      throws ProblemException {
    if (expectedSequence != sequence) {
      throw new IllegalStateException(
          "next entry of run %s is %d, not %d".formatted(run, sequence, expectedSequence));
    }
    var batch = JournalBatch.of(sequence, lastHash, events, at);
    write(batch.lines());
    sequence += batch.entries().size();
    lastHash = batch.lastHash();
    return batch.entries();
  }

  private void write(String lines) throws ProblemException {
    requireRoom(lines);
    var mark = WriteToken.fresh();
    var request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(
                Map.of(
                    RUN,
                    AttributeValue.fromS(run.value()),
                    SEQUENCE,
                    AttributeValue.fromN(Long.toString(sequence)),
                    LINES,
                    AttributeValue.fromS(lines),
                    WriteToken.ATTRIBUTE,
                    mark.value()))
            .conditionExpression(NEW)
            .expressionAttributeNames(Map.of("#run", RUN))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      insist(request);
    } catch (ConditionalCheckFailedException refused) {
      if (!mark.isIn(refused)) {
        throw overtaken();
      }
    }
  }

  /// Safe to repeat: a request that took effect is refused by its own mark.
  private void insist(PutItemRequest request) throws ProblemException {
    for (int round = 1; ; round++) {
      try {
        UnbrokenCall.make(() -> table.dynamo().putItem(request));
        return;
      } catch (ConditionalCheckFailedException refused) {
        throw refused;
      } catch (SdkException failed) {
        var problem = table.failure().of(failed);
        if (problem.retry() == Problem.Retry.NEVER || round == ROUNDS) {
          throw new ProblemException(problem, failed);
        }
      }
    }
  }

  private void requireRoom(String lines) throws ProblemException {
    int bytes = lines.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw Problem.lasting(
              Code.LB4001,
              "the journal of run %s was to get %d bytes at once, DynamoDB takes %d"
                  .formatted(run, bytes, MOST_BYTES),
              "nothing is done that the journal does not hold, so the run stopped here",
              "split the workload: its runbook is too long for one item")
          .asException();
    }
  }

  @Override
  public void close() {}

  private ProblemException overtaken() {
    return Overtaken.byController("run " + run).asException();
  }
}
