package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Pauses;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Pauses in the table of journals of the arbiter's region, under `pauses/WORKLOAD`: whoever
/// watches, on whatever machine or in a function, sees the same.
///
/// @param table of journals, in the arbiter's region
public record DynamoPauses(DynamoTable table) implements Pauses {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String PAUSE = "pause";
  private static final String MEANS =
      "whether the watch is paused cannot be told or changed, so nobody acts";

  @Override
  public Optional<Maintenance> maintenance(String workload) throws ProblemException {
    var item = table.read(key(workload), MEANS);
    try {
      return item.find(PAUSE).map(pause -> JSON.readValue(pause.s(), Maintenance.class));
    } catch (JacksonException damaged) {
      throw Problem.lasting(
              Code.LB4008,
              "the pause of '%s' in table %s in %s cannot be understood: %s"
                  .formatted(workload, table.name(), table.region(), damaged.getOriginalMessage()),
              "whether the watch is paused cannot be told, so nobody acts",
              "lifeboat watch --unpause")
          .asException(damaged);
    }
  }

  @Override
  public void begin(Maintenance maintenance) throws ProblemException {
    put(key(maintenance.workload()).with(PAUSE, JSON.writeValueAsString(maintenance)));
  }

  @Override
  public void endMaintenance(String workload) throws ProblemException {
    put(key(workload));
  }

  private void put(Item item) throws ProblemException {
    table.whole(MEANS, dynamo -> dynamo.putItem(table.put(item).build()));
  }

  private static Item key(String workload) {
    return DynamoJournal.key("pauses/" + workload, 0);
  }
}
