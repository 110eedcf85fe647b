package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.List;

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

  private LogQueries() {}

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
