package dev.lifeboat.aws.store;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Pauses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Pauses in the table of journals of the arbiter's region, under `pauses/WORKLOAD`: whoever
/// watches, on whatever machine or in a function, sees the same.
public final class DynamoPauses implements Pauses {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final String PAUSE = "pause";

  private final DynamoJournal.Table table;
  private final AwsFailure failure;

  /// @param table of journals, in the arbiter's region
  public DynamoPauses(DynamoJournal.Table table) {
    this.table = table;
    this.failure =
        new AwsFailure(
            table.region(),
            "DynamoDB",
            "whether the watch is paused cannot be told or changed, so nobody acts");
  }

  @Override
  public Optional<Maintenance> maintenance(String workload) throws ProblemException {
    try {
      var answer =
          UnbrokenCall.make(() ->
              table
                  .dynamo()
                  .getItem(
                      it -> it.tableName(table.name()).key(key(workload)).consistentRead(true)));
      return Optional.ofNullable(answer.item().get(PAUSE))
          .map(pause -> JSON.readValue(pause.s(), Maintenance.class));
    } catch (SdkException failed) {
      throw new ProblemException(failure.of(failed), failed);
    } catch (JacksonException damaged) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB4008,
              "the pause of '%s' in table %s in %s cannot be understood: %s"
                  .formatted(workload, table.name(), table.region(), damaged.getOriginalMessage()),
              "whether the watch is paused cannot be told, so nobody acts",
              "lifeboat watch --unpause"),
          damaged);
    }
  }

  @Override
  public void begin(Maintenance maintenance) throws ProblemException {
    var item = new LinkedHashMap<>(key(maintenance.workload()));
    item.put(PAUSE, AttributeValue.fromS(JSON.writeValueAsString(maintenance)));
    put(item);
  }

  @Override
  public void endMaintenance(String workload) throws ProblemException {
    put(key(workload));
  }

  private void put(Map<String, AttributeValue> item) throws ProblemException {
    try {
      UnbrokenCall.make(() -> table.dynamo().putItem(it -> it.tableName(table.name()).item(item)));
    } catch (SdkException failed) {
      throw new ProblemException(failure.of(failed), failed);
    }
  }

  private static Map<String, AttributeValue> key(String workload) {
    return Map.of(
        DynamoJournal.RUN,
        AttributeValue.fromS("pauses/" + workload),
        DynamoJournal.SEQUENCE,
        AttributeValue.fromN("0"));
  }
}
