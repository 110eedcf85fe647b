package dev.lifeboat.aws.store;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.runbook.RunId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

/// Keeps intents in the table of journals of the region that will be primary, beside the journals:
/// under the run's name with `/intents`, one item each.
public final class DynamoIntents implements Intents {
  private static final String BESIDE = "/intents";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final AwsClients clients;
  private final Map<String, String> regions;
  private final String table;

  /// @param regions AWS's names of the plan's regions
  /// @param table of journals, which has this name in each of them
  public DynamoIntents(AwsClients clients, Map<String, String> regions, String table) {
    this.clients = clients;
    this.regions = Map.copyOf(regions);
    this.table = table;
  }

  @Override
  public void store(String region, RunId run, Event intent)
      throws InterruptedException, ProblemException {
    var text = JSON.writeValueAsString(intent);
    var awsRegion = regions.getOrDefault(region, region);
    var item =
        Map.of(
            DynamoJournal.RUN, AttributeValue.fromS(run.value() + BESIDE),
            DynamoJournal.SEQUENCE, AttributeValue.fromN(Long.toString(place(text))),
            DynamoJournal.LINES, AttributeValue.fromS(text + "\n"));
    var _ =
        RegionCall.make(
            new AwsFailure(awsRegion, "DynamoDB", "nothing was promoted"),
            clients.dynamo(awsRegion),
            dynamo -> dynamo.putItem(it -> it.tableName(table).item(item)));
  }

  /// The same for the same intent, so that storing it again changes nothing.
  private static long place(String text) {
    var hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.fromHexDigitsToLong(hash, 0, Long.BYTES * 2) & Long.MAX_VALUE;
  }
}
