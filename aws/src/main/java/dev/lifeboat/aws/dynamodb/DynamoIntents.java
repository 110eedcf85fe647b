package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.runbook.RunId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Keeps intents in the table of journals of the region that will be primary, beside the journals:
/// under the run's name with `/intents`, one item each.
///
/// @param regions AWS's names of the plan's regions
/// @param table of journals, which has this name in each of them
public record DynamoIntents(AwsClients clients, Map<String, String> regions, String table)
    implements Intents {
  private static final String BESIDE = "/intents";
  private static final JsonMapper JSON = JsonMapper.shared();

  public DynamoIntents {
    regions = Map.copyOf(regions);
  }

  @Override
  public void store(String region, RunId run, Event intent)
      throws InterruptedException, ProblemException {
    var text = JSON.writeValueAsString(intent);
    var there = DynamoTable.of(clients, regions.getOrDefault(region, region), table);
    var item =
        DynamoJournal.key(run.value() + BESIDE, place(text)).with(DynamoJournal.LINES, text + "\n");
    there.call("nothing was promoted", dynamo -> dynamo.putItem(there.put(item).build()));
  }

  /// The same for the same intent, so that storing it again changes nothing.
  private static long place(String text) {
    var hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.fromHexDigitsToLong(hash, 0, Long.BYTES * 2) & Long.MAX_VALUE;
  }
}
