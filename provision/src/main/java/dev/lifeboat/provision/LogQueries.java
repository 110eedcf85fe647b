package dev.lifeboat.provision;

import dev.lifeboat.plan.Copies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Questions to the logs of one stack, as whoever looks into an incident asks them.
final class LogQueries {
  private static final String FAILURES =
      """
      fields @timestamp, @log, @message
      | filter @message like /LB\\d{4}|Exception|Task timed out/
      | sort @timestamp desc
      | limit 100\
      """;

  private static final String CALLS =
      """
      filter @type = "REPORT"
      | stats count(*) as calls, max(@duration) as longest, max(@maxMemoryUsed) as memory by @log, bin(1h)\
      """;

  private static final String STEPS =
      """
      fields @timestamp, execution_arn, type, details.name
      | filter type like /StateEntered|StateExited|Failed|TimedOut|Aborted|Succeeded/
      | sort @timestamp desc
      | limit 500\
      """;

  private static final Map<String, String> OF_SERVICES =
      Copies.ordered(
          new TreeMap<>(
              Map.of(
                  "balancer-errors",
                  """
                  fields @timestamp, target_status_code, request_url
                  | filter target_status_code >= 400
                  | stats count(*) as answers by target_status_code
                  | sort answers desc\
                  """,
                  "task-health",
                  """
                  fields @timestamp, @message
                  | filter @message like /HEALTH/
                  | sort @timestamp desc
                  | limit 100\
                  """,
                  "database-connections",
                  """
                  fields @timestamp, @message
                  | filter @message like /connection/
                  | stats count() by bin(5m)\
                  """)));

  private LogQueries() {}

  /// Of services, whose logs are a person's: who asks chooses them.
  static List<CloudResource> ofServices(String prefix) {
    return OF_SERVICES.entrySet().stream()
        .map(it -> query(prefix, it.getKey(), it.getValue(), List.of()))
        .toList();
  }

  /// Of the functions and the machines among `resources`.
  ///
  /// @param prefix of their names, with `/` behind each folder
  static List<CloudResource> of(String prefix, List<CloudResource> resources) {
    var functions = new ArrayList<CloudResource.LogGroup>();
    var machines = new ArrayList<CloudResource.LogGroup>();
    for (var resource : resources) {
      if (resource instanceof CloudResource.Function function) {
        functions.add(function.log());
      } else if (resource instanceof CloudResource.Machine machine) {
        machines.add(machine.log());
      }
    }
    var queries = new ArrayList<CloudResource>();
    if (!functions.isEmpty()) {
      queries.add(query(prefix, "failures", FAILURES, functions));
      queries.add(query(prefix, "calls", CALLS, functions));
    }
    queries.add(query(prefix, "steps", STEPS, machines));
    return queries;
  }

  private static CloudResource query(
      String prefix, String name, String text, List<CloudResource.LogGroup> logs) {
    return new CloudResource.SavedQuery(ResourceId.of("Query", name), prefix + name, text, logs);
  }
}
